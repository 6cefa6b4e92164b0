// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.gateway.DocumentedApi;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorTypesTest {

  @Test
  void theOpenApiDocumentHasTheTypesOfErrors() {
    JsonNode types =
        DocumentedApi.INSTANCE.document().at("/components/schemas/AwsError/properties/__type/enum");

    assertThat(types.valueStream().map(JsonNode::textValue))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::type).toList());
  }
}
