// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.load.BadPlan;
import io.lakebus.local.control.Stack;
import io.lakebus.local.stack.ApiKeys;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The bus of vendors that share a gateway.
 *
 * @param goodKey the API key of the vendor that is measured
 * @param bad where the others send
 */
record NeighboursBus(String goodKey, BadPlan.Target bad) {

  private static final String DEFINITION = "neighbours.yaml";
  private static final String HOOK = "free";

  /** Makes the vendors' keys, and the definition of the stack's bus. */
  static NeighboursBus prepare(Stack stack) throws IOException {
    Secrets secrets = stack.bus().secrets();
    String good = ApiKeys.make("good", secrets);
    String limited = ApiKeys.make("limited", secrets);
    String free = ApiKeys.make(HOOK, secrets);
    secrets.get("hook");
    PrivateFiles.write(
        stack.home().busDefinition(),
        definition()
            .replace("${good.key.sha256}", ApiKeys.sha256(good))
            .replace("${limited.key.sha256}", ApiKeys.sha256(limited))
            .replace("${free.key.sha256}", ApiKeys.sha256(free))
            .replace("${hook.secret}", secrets.file("hook").toString()));
    stack.bus().prepare();
    return new NeighboursBus(
        good, new BadPlan.Target(stack.ports().gateway(), limited, free, HOOK));
  }

  private static String definition() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(NeighboursBus.class.getResourceAsStream(DEFINITION), DEFINITION)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
