// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A keyword that looks at a value alone. These take the place of the library's, which do not
 * compare every number by its value, look elements up by a hash of which a vendor can send many
 * thousand different texts, and write out the zeros of {@code 1e9999}.
 */
final class ValueKeyword extends AbstractKeyword {

  /** All of them. */
  static final List<Keyword> ALL =
      List.of(
          new ValueKeyword(KeywordType.CONST, ValueKeyword::constant),
          new ValueKeyword(KeywordType.ENUM, ValueKeyword::enumeration),
          new ValueKeyword(KeywordType.UNIQUE_ITEMS, ValueKeyword::uniqueItems),
          new ValueKeyword(KeywordType.MINIMUM, bound -> compared(bound, order -> order >= 0)),
          new ValueKeyword(KeywordType.MAXIMUM, bound -> compared(bound, order -> order <= 0)),
          new ValueKeyword(
              KeywordType.EXCLUSIVE_MINIMUM, bound -> compared(bound, order -> order > 0)),
          new ValueKeyword(
              KeywordType.EXCLUSIVE_MAXIMUM, bound -> compared(bound, order -> order < 0)),
          new ValueKeyword(KeywordType.MULTIPLE_OF, ValueKeyword::multipleOf));

  private final KeywordType type;
  private final Function<JsonNode, Predicate<JsonNode>> compiler;

  private ValueKeyword(KeywordType type, Function<JsonNode, Predicate<JsonNode>> compiler) {
    super(type.getValue());
    this.type = type;
    this.compiler = compiler;
  }

  private static Predicate<JsonNode> constant(JsonNode constant) {
    return value -> JsonOrder.INSTANCE.compare(constant, value) == 0;
  }

  private static Predicate<JsonNode> enumeration(JsonNode enumeration) {
    Set<JsonNode> constants = new TreeSet<>(JsonOrder.INSTANCE);
    enumeration.forEach(constants::add);
    return constants::contains;
  }

  private static Predicate<JsonNode> uniqueItems(JsonNode wanted) {
    return value -> !wanted.booleanValue() || !value.isArray() || hasUniqueItems(value);
  }

  private static boolean hasUniqueItems(JsonNode array) {
    Set<JsonNode> seen = new TreeSet<>(JsonOrder.INSTANCE);
    for (JsonNode element : array) {
      if (!seen.add(element)) {
        return false;
      }
    }
    return true;
  }

  private static Predicate<JsonNode> compared(JsonNode bound, IntPredicate order) {
    BigDecimal number = bound.decimalValue();
    return value -> !value.isNumber() || order.test(value.decimalValue().compareTo(number));
  }

  private static Predicate<JsonNode> multipleOf(JsonNode divisor) {
    BigDecimal number = divisor.decimalValue();
    return value -> !value.isNumber() || isMultiple(value.decimalValue(), number);
  }

  /** Whether {@code digits * 10^-scale} divides without a rest, without writing out either. */
  private static boolean isMultiple(BigDecimal value, BigDecimal divisor) {
    BigDecimal dividend = value.stripTrailingZeros();
    if (dividend.signum() == 0) {
      return true;
    }
    int zeros = divisor.scale() - dividend.scale();
    if (zeros < 0) {
      return false; // a digit of the dividend stands where the divisor's multiples have none
    }
    BigInteger digits = divisor.unscaledValue();
    return dividend
            .unscaledValue()
            .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(zeros), digits))
            .mod(digits)
            .signum()
        == 0;
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
    return new Check(location, value, parent, context);
  }

  private final class Check extends BaseKeywordValidator {

    private final Predicate<JsonNode> predicate;
    private final String shown;

    Check(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
      super(type, value, location, parent, context);
      this.predicate = compiler.apply(value);
      this.shown = value.isTextual() ? value.textValue() : value.toString();
    }

    @Override
    public void validate(ExecutionContext run, JsonNode value, JsonNode root, NodePath place) {
      if (!predicate.test(value)) {
        run.addError(
            error()
                .instanceNode(value)
                .instanceLocation(place)
                .evaluationPath(run.getEvaluationPath())
                .locale(run.getExecutionConfig().getLocale())
                .arguments(shown)
                .build());
      }
    }
  }
}
