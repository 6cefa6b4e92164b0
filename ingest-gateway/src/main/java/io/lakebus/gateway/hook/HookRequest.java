// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.HookField;
import io.lakebus.bus.HookScheme;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request to a hook, before its body is there. */
public final class HookRequest {

  private final HookIndex.Entry entry;
  private final SignedRequest request;
  private final BodyForm.Webhook form;

  HookRequest(
      HookIndex.Entry entry, SignedRequest request, Function<String, Optional<String>> headers) {
    this.entry = entry;
    this.request = request;
    this.form = new BodyForm.Webhook(entry.hook(), named(entry, headers), request.prefix());
  }

  /** The headers that the hook's definition names. */
  private static Map<String, String> named(
      HookIndex.Entry entry, Function<String, Optional<String>> headers) {
    Map<String, String> values = new HashMap<>();
    entry.hook().type().forEach(field -> put(field, headers, values));
    entry.hook().id().ifPresent(field -> put(field, headers, values));
    return values;
  }

  private static void put(
      HookField field, Function<String, Optional<String>> headers, Map<String, String> values) {
    if (field instanceof HookField.Header(String name)) {
      headers.apply(name).ifPresent(value -> values.put(name, value.strip()));
    }
  }

  /** Whose it is, if it is signed rightly. */
  public Vendor vendor() {
    return entry.vendor();
  }

  /**
   * Requires that it is signed with one of the hook's keys.
   *
   * @param body its body, as it came
   * @throws RefusedException if it is not
   */
  public void verify(byte[] body) throws RefusedException {
    boolean signed = false;
    for (HookKey key : entry.keys()) {
      signed |= key.signed(request, body);
    }
    if (!signed) {
      throw new RefusedException(
          ProblemCode.INVALID_SIGNATURE,
          "the signature is not that of this body with a secret of this hook");
    }
  }

  /**
   * The answer to a request that carries no event but asks whether somebody is here; empty if it
   * does carry one.
   *
   * @param body its body, verified
   */
  public Optional<byte[]> challenge(byte[] body) {
    return entry.hook().scheme() == HookScheme.Named.SLACK
        ? UrlVerification.answer(body)
        : Optional.empty();
  }

  /** How its body holds its event. */
  public BodyForm form() {
    return form;
  }
}
