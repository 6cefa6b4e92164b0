// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTSerializers;

/** The JSON of the Iceberg REST protocol. */
final class RestJson {

  private static final ObjectMapper MAPPER = mapper();

  private RestJson() {}

  /**
   * Reads a request's body.
   *
   * @throws BadRequestException if it is not JSON or not such a request
   */
  static <T extends RESTRequest> T read(byte[] body, Class<T> type) {
    try {
      T request = MAPPER.readValue(body, type);
      if (request == null) {
        throw new BadRequestException("The body is null");
      }
      request.validate();
      return request;
    } catch (JsonProcessingException e) {
      throw new BadRequestException(
          e, "The body is not a valid %s: %s", type.getSimpleName(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadRequestException(e, "The body cannot be read: %s", e.getMessage());
    }
  }

  /** Writes a response's body. */
  static byte[] write(Object response) {
    try {
      return MAPPER.writeValueAsBytes(response);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + response.getClass().getSimpleName(), e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();
    RESTSerializers.registerAll(mapper);
    return mapper;
  }
}
