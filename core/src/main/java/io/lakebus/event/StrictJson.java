// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The JSON that Lakebus accepts: RFC 8259 in UTF-8, without duplicate keys, within limits. The
 * gateway's validation and the job's parsing both use these settings, so that what one accepts the
 * other reads the same way.
 */
public final class StrictJson {

  /** How deep objects and arrays nest in a detail; the detail's own object is level 1. */
  public static final int MAX_DEPTH = 64;

  /** The longest number, in characters. */
  public static final int MAX_NUMBER_LENGTH = 100;

  /** The largest exponent of a number, either way: nobody is made to write out a number's zeros. */
  public static final int MAX_EXPONENT = 9_999;

  /** The largest event, in bytes; no string in it can be longer. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  /** The longest name of a member, in bytes: the parser remembers some thousands of names. */
  public static final int MAX_NAME_BYTES = 1 << 10;

  /** How many levels an event object and a batch add around a detail. */
  private static final int ENVELOPE_DEPTH = 8;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // UTF-8 only: UTF-16 is not to be guessed.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Names are the vendors': none of them is kept for good or makes the parser throw.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + ENVELOPE_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(MAX_EVENT_BYTES)
                  .maxNameLength(MAX_NAME_BYTES)
                  .build())
          // A thread that lives for one request has no buffers of its own to use again.
          .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
          .build();

  /** Decimals keep every digit: a column may be declared as decimal. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonLocation BEGINNING =
      new JsonLocation(ContentReference.unknown(), 0, 1, 1);

  private StrictJson() {}

  /**
   * Makes parsers with these limits; thread-safe. What else a detail must keep to, its depth for
   * one, {@link JsonValidator} checks.
   */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /** Reads and writes trees with these limits; thread-safe. Details are {@link DetailReader}'s. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * Where reading failed; the beginning where that is not known, as for a number that is too long.
   */
  public static JsonLocation where(JsonProcessingException thrown) {
    JsonLocation location = thrown.getLocation();
    return location == null ? BEGINNING : location;
  }
}
