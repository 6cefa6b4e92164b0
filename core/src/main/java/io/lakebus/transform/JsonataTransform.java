// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSONata expression over an event's detail.
 *
 * <p>Numbers that an expression only moves keep every digit; arithmetic is JSONata's, in doubles.
 *
 * <p>So that the same event gives the same rows each time, {@code $now()} and {@code $millis()} are
 * the time of the event's receipt, and {@code $random}, {@code $shuffle} and {@code $eval} fail. So
 * that an expression cannot hang the job, it takes at most {@link #MAX_STEPS} steps and nests at
 * most {@link #MAX_DEPTH} deep. That does not bound a regular expression that backtracks without
 * end, nor the memory for a text that an expression doubles again and again: these are the
 * definition's author's to avoid.
 */
final class JsonataTransform implements Transform {

  static final int MAX_STEPS = 250_000;
  static final int MAX_DEPTH = 200;

  private static final Set<String> NOT_PURE = Set.of("random", "shuffle", "eval");
  private static final Set<String> UNKNOWN_FUNCTION = Set.of("T1005", "T1006", "T1007", "T1008");

  private final Jsonata expression;

  private JsonataTransform(Jsonata expression) {
    this.expression = expression;
  }

  static Transform compile(String text) throws InvalidTransformException {
    try {
      Jsonata expression = Jsonata.jsonata(text);
      // What goes in is made here, of nothing but JSON's types.
      expression.setValidateInput(false);
      Optional<String> unknown = unknownFunction(expression);
      if (unknown.isPresent()) {
        throw new InvalidTransformException(List.of("JSONata: " + unknown.get()));
      }
      return new JsonataTransform(expression);
    } catch (JException e) {
      throw new InvalidTransformException(
          List.of("JSONata: " + e.getMessage() + " (at character " + e.getLocation() + ")"));
    } catch (IndexOutOfBoundsException | NullPointerException | ClassCastException e) {
      // The library's parser runs past the end of some incomplete expressions.
      throw new InvalidTransformException(List.of("JSONata: the expression is not complete"));
    }
  }

  @Override
  public Yield apply(Event event, ObjectNode envelope) {
    Bounds bounds = new Bounds();
    try {
      Object result =
          expression.evaluate(
              JsonataValues.of(envelope.get("detail")),
              frame(expression, bounds, event.receivedAt().toEpochMilli()));
      return Transforms.rows(JsonataValues.toJson(result));
    } catch (JsonataValues.NotJson e) {
      return failed(e.getMessage());
    } catch (RuntimeException e) {
      // The library has no type of its own for what an expression cannot do with this input.
      return failed(bounds.exceeded().orElseGet(() -> message(e)));
    } catch (StackOverflowError e) {
      return failed("the expression nests too deep");
    }
  }

  private static Yield failed(String message) {
    return new Yield.Failed(Reason.TRANSFORM_FAILED, "JSONata: " + message);
  }

  private static String message(RuntimeException e) {
    return e instanceof JException || e.getMessage() != null ? e.getMessage() : e.toString();
  }

  /** Runs the expression on nothing: a function that does not exist shows without any input. */
  private static Optional<String> unknownFunction(Jsonata expression) {
    try {
      expression.evaluate(Map.of(), frame(expression, new Bounds(), 0));
      return Optional.empty();
    } catch (JException e) {
      return UNKNOWN_FUNCTION.contains(String.valueOf(e.getError()))
          ? Optional.of(e.getMessage() + " (at character " + e.getLocation() + ")")
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // what it does with real input is seen there
    }
  }

  private static Jsonata.Frame frame(Jsonata expression, Bounds bounds, long millis) {
    Jsonata.Frame frame = expression.createFrame();
    frame.bind(
        "now",
        new Jsonata.JFunction(
            (input, arguments) ->
                Functions.dateTimeFromMillis(
                    millis, (String) argument(arguments, 0), (String) argument(arguments, 1)),
            "<s?s?:s>"));
    frame.bind("millis", new Jsonata.JFunction((input, arguments) -> millis, "<:n>"));
    for (String name : NOT_PURE) {
      frame.bind(
          name,
          new Jsonata.JFunction(
              (input, arguments) -> {
                throw new JException(
                    "D3141",
                    0,
                    "$" + name + " is not for transforms: the same event gives the same rows");
              },
              null));
    }
    frame.setEvaluateEntryCallback((symbol, input, environment) -> bounds.enter());
    frame.setEvaluateExitCallback((symbol, input, environment, result) -> bounds.leave());
    return frame;
  }

  private static Object argument(List<?> arguments, int position) {
    return position < arguments.size() ? arguments.get(position) : null;
  }

  /** Counts one evaluation's steps and depth. */
  private static final class Bounds {

    private int steps;
    private int depth;

    void enter() {
      steps++;
      depth++;
      if (steps > MAX_STEPS || depth > MAX_DEPTH) {
        throw new JException("D3141", 0, exceeded().orElseThrow());
      }
    }

    void leave() {
      depth--;
    }

    Optional<String> exceeded() {
      if (steps > MAX_STEPS) {
        return Optional.of("the expression takes more than " + MAX_STEPS + " steps");
      }
      return depth > MAX_DEPTH
          ? Optional.of("the expression nests deeper than " + MAX_DEPTH + " levels")
          : Optional.empty();
    }
  }
}
