// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.faults.proxy.RequestKind;
import io.lakebus.local.faults.proxy.Trouble;
import io.lakebus.local.stack.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Faults of an object store that lies: it acknowledges what it does not keep. The job must not
 * commit what is not there: it stops aloud, and a person has it go on from the checkpoint before.
 */
final class StoreFaults {

  private static final Duration STRIKE_LIMIT = Duration.ofSeconds(60);
  private static final RequestKind DATA = RequestKind.http("PUT", "/data/");
  private static final RequestKind METADATA = RequestKind.http("PUT", "/metadata/");
  private static final RequestKind TABLE = RequestKind.http("PUT", ".metadata.json");

  private StoreFaults() {}

  static List<Fault> all() {
    return List.of(
        lie(
            "F32/data-missing",
            "The object store acknowledges a data file and does not keep it.",
            Link.JOB_TO_S3,
            world -> new Trouble.PretendPut(DATA, 1)),
        lie(
            "F32/data-truncated",
            "The object store acknowledges a data file and keeps half of it.",
            Link.JOB_TO_S3,
            world -> new Trouble.TruncatePut(DATA, 1, world.storeKeys())),
        notLookedAt(
            "F32/manifest-missing",
            "The object store acknowledges a manifest or manifest list and does not keep it: commit"
                + " looks at data files only.",
            Link.JOB_TO_S3,
            world -> new Trouble.PretendPut(METADATA, 1)),
        notLookedAt(
            "F32/metadata-missing",
            "The object store acknowledges a table's metadata file and does not keep it: commit looks"
                + " at data files only.",
            Link.CATALOG_TO_S3,
            world -> new Trouble.PretendPut(TABLE, 1)));
  }

  private interface Lie {
    Trouble.OfRequests to(World world);
  }

  private static Fault lie(String id, String sentence, Link link, Lie lie) {
    return Fault.alone(
        id, sentence, random -> Injection.of(world -> lie(world, link, lie.to(world))));
  }

  /** A lie that nothing looks for: a person has to settle what it leaves. */
  private static Fault notLookedAt(String id, String sentence, Link link, Lie lie) {
    return Fault.last(
        id, sentence, random -> Injection.of(world -> lie(world, link, lie.to(world))));
  }

  private static Effect lie(World world, Link link, Trouble.OfRequests trouble)
      throws IOException, InterruptedException {
    Set<String> known = world.job().failures().keySet();
    Effect effect = world.links().strike(link, trouble, STRIKE_LIMIT);
    if (effect.kind() != Effect.Kind.INJECTED) {
      return effect;
    }
    Optional<String> refusal = Operator.awaitVerdict(world, known);
    if (refusal.isEmpty()) {
      return Effect.injected("went on by itself");
    }
    return Operator.goBackOne(world)
        ? Effect.injected("caught: " + refusal.get() + "; went on from the checkpoint before")
        : Effect.wrong("caught, and there is no checkpoint to go back to: " + refusal.get());
  }
}
