// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.json.JsonException;
import io.lakebus.client.json.JsonReader;
import io.lakebus.client.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * An event to be sent. Its id makes two events the same one: an event that is sent again, by the
 * client or by the program, is there once. Immutable.
 */
public final class OutgoingEvent {

  private final String id;
  private final String detailType;
  private final byte[] json;

  private OutgoingEvent(String id, String detailType, byte[] json) {
    this.id = id;
    this.detailType = detailType;
    this.json = json;
  }

  /**
   * An event with a new id.
   *
   * @param detailType what kind of event it is, {@code match.score} for example
   * @param detail the text of a JSON object, which goes as it is
   * @throws IllegalArgumentException if the detail is no JSON object
   */
  public static OutgoingEvent of(String detailType, String detail) {
    return builder(detailType, detail).build();
  }

  /**
   * Begins an event that has more than a type and a detail.
   *
   * @param detailType what kind of event it is, {@code match.score} for example
   * @param detail the text of a JSON object, which goes as it is
   * @throws IllegalArgumentException if the detail is no JSON object
   */
  public static Builder builder(String detailType, String detail) {
    return new Builder(detailType, detail);
  }

  /**
   * Begins an event that has more than a type and a detail.
   *
   * @param detailType what kind of event it is, {@code match.score} for example
   * @param detail a JSON object in UTF-8, which goes as it is
   * @throws IllegalArgumentException if the detail is no JSON object
   */
  public static Builder builder(String detailType, byte[] detail) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(detail)).toString();
      return new Builder(detailType, text);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the detail is not UTF-8", e);
    }
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** What kind of event it is. */
  public String detailType() {
    return detailType;
  }

  /** The event object as it is sent. */
  byte[] json() {
    return json;
  }

  /** The type and the id; never the detail. */
  @Override
  public String toString() {
    return detailType + " " + id;
  }

  /** Makes an event. */
  public static final class Builder {

    private final String detailType;
    private final String detail;
    private Optional<String> id = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<Instant> time = Optional.empty();
    private List<String> resources = List.of();

    private Builder(String detailType, String detail) {
      try {
        JsonReader.checkObject(detail);
      } catch (JsonException e) {
        throw new IllegalArgumentException("the detail is not a JSON object: " + e.getMessage(), e);
      }
      this.detailType = detailType;
      this.detail = detail;
    }

    /** The id, at most 256 characters; a new UUID where it is not given. */
    public Builder id(String given) {
      this.id = Optional.of(given);
      return this;
    }

    /** Where it comes from; the vendor's name where it is not given. */
    public Builder source(String given) {
      this.source = Optional.of(given);
      return this;
    }

    /** When it happened; the time of receipt where it is not given. */
    public Builder time(Instant given) {
      this.time = Optional.of(given);
      return this;
    }

    /** What it is about, as EventBridge has it. */
    public Builder resources(List<String> given) {
      this.resources = List.copyOf(given);
      return this;
    }

    /**
     * The event.
     *
     * @throws IllegalArgumentException if a text of it holds half of a surrogate pair
     */
    public OutgoingEvent build() {
      String eventId = id.orElseGet(() -> EventIds.next(InstantSource.system()));
      StringBuilder json = new StringBuilder(detail.length() + 256);
      json.append("{\"id\":");
      JsonText.quote(json, eventId);
      json.append(",\"detail-type\":");
      JsonText.quote(json, detailType);
      source.ifPresent(text -> JsonText.quote(json.append(",\"source\":"), text));
      time.ifPresent(when -> JsonText.quote(json.append(",\"time\":"), when.toString()));
      if (!resources.isEmpty()) {
        char separator = '[';
        json.append(",\"resources\":");
        for (String resource : resources) {
          JsonText.quote(json.append(separator), resource);
          separator = ',';
        }
        json.append(']');
      }
      json.append(",\"detail\":").append(detail).append('}');
      return new OutgoingEvent(
          eventId, detailType, json.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
