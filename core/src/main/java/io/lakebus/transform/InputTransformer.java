// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import java.util.List;

/** EventBridge's input transformer. */
final class InputTransformer {

  private InputTransformer() {}

  static Transform compile(String rule, TransformSpec.InputTransformer spec)
      throws InvalidTransformException {
    if (spec.template().isEmpty()) {
      throw new InvalidTransformException(List.of("the template is empty"));
    }
    return (event, envelope) -> new Yield.Failed(io.lakebus.event.Reason.TRANSFORM_FAILED, rule);
  }
}
