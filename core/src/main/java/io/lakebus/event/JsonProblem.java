// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Why bytes are not JSON that Lakebus takes.
 *
 * @param code the stable code
 * @param message what is wrong, for a person
 * @param pointer the value or name concerned, as a JSON pointer from where reading began; empty
 *     where that is not known
 * @param line the line, from 1
 * @param column the column, from 1, in bytes
 * @param byteOffset how many bytes stand before the place
 */
public record JsonProblem(
    Code code, String message, Optional<String> pointer, int line, int column, long byteOffset) {

  /** The kinds of problems. The codes are stable: vendors see them. */
  public enum Code {
    /** Not RFC 8259. */
    MALFORMED_JSON("malformed-json", Reason.MALFORMED_JSON),
    /** Bytes that are not UTF-8: overlong forms and encoded surrogates among them. */
    INVALID_UTF_8("invalid-utf-8", Reason.MALFORMED_JSON),
    /** A name that is twice in one object. */
    DUPLICATE_KEY("duplicate-key", Reason.MALFORMED_JSON),
    /** Objects and arrays nested deeper than {@link StrictJson#MAX_DEPTH}. */
    TOO_DEEP("too-deep", Reason.MALFORMED_JSON),
    /** A number, string or name beyond the limits of {@link StrictJson}. */
    TOO_LONG("too-long", Reason.MALFORMED_JSON),
    /** An escape that is half of a surrogate pair: no UTF-8 text can hold it. */
    UNPAIRED_SURROGATE("unpaired-surrogate", Reason.UNPAIRED_SURROGATE),
    /** JSON, but not an object. */
    NOT_AN_OBJECT("detail-not-an-object", Reason.DETAIL_NOT_AN_OBJECT);

    private final String code;
    private final Reason reason;

    Code(String code, Reason reason) {
      this.code = code;
      this.reason = reason;
    }

    /** The stable code, in kebab case. */
    public String code() {
      return code;
    }
  }

  public JsonProblem {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    requireNonNull(pointer, "pointer is null");
  }

  /** What is wrong and where, for a person who has the text in question before them. */
  public String messageAndPlace() {
    return message + " (line " + line + ", column " + column + ")";
  }

  /** The dead letter of an event whose detail has this problem. */
  public DeadLetter deadLetter() {
    return new DeadLetter(code.reason, messageAndPlace(), pointer, Optional.empty());
  }
}
