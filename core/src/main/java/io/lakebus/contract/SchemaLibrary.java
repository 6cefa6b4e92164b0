// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.i18n.DefaultMessageSource;
import com.networknt.schema.i18n.MessageSource;
import com.networknt.schema.keyword.AnnotationKeyword;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The validator of JSON Schemas, set up as contracts need it. Thread-safe. */
final class SchemaLibrary {

  /** Refuses to load anything, wherever it would come from. */
  private static final SchemaRegistry CONTRACTS =
      SchemaRegistry.withDialect(
          dialect(),
          registry ->
              registry
                  .schemaRegistryConfig(config())
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.allow(iri -> false)));

  /** What every schema of the dialect is like; the library carries it along. */
  private static final Schema META =
      SchemaRegistry.withDialect(
              Dialects.getDraft202012(),
              registry -> registry.schemaRegistryConfig(plainConfig().build()))
          .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

  private SchemaLibrary() {}

  /** The schema as a check uses it; complete, so that checks may run at the same time. */
  static Schema compile(JsonNode schema) {
    Schema compiled = CONTRACTS.getSchema(schema);
    compiled.initializeValidators();
    return compiled;
  }

  /** Where a schema is not like one of the dialect. */
  static List<Error> metaErrors(JsonNode schema) {
    return META.validate(schema);
  }

  private static Dialect dialect() {
    return Dialect.builder(Dialects.getDraft202012())
        .formats(formats -> formats.clear())
        .formats(TextFormat.ALL)
        .keywords(ValueKeyword.ALL)
        // These say what a text holds; the dialect has nobody look into it.
        .keyword(new AnnotationKeyword("contentEncoding"))
        .keyword(new AnnotationKeyword("contentMediaType"))
        .build();
  }

  private static SchemaRegistryConfig config() {
    return plainConfig()
        .formatAssertionsEnabled(true)
        .strict("duration", true)
        .regularExpressionFactory(BoundedPattern::new)
        .build();
  }

  private static SchemaRegistryConfig.Builder plainConfig() {
    return SchemaRegistryConfig.builder()
        .locale(Locale.ROOT)
        .messageSource(new Messages())
        .preloadSchema(false);
  }

  /** The library's messages, whatever the machine's language. */
  private static final class Messages implements MessageSource {

    private static final String FORMAT = "format";

    @Override
    public String getMessage(
        String key, Supplier<String> otherwise, Locale ignored, Object... arguments) {
      return key.equals(FORMAT)
          ? "is not of the format " + arguments[0]
          : DefaultMessageSource.getInstance()
              .getMessage(key, otherwise, Locale.ROOT, plain(arguments));
    }

    /** A number is written without marks between its digits. */
    private static Object[] plain(Object... arguments) {
      return Arrays.stream(arguments).map(String::valueOf).toArray();
    }
  }
}
