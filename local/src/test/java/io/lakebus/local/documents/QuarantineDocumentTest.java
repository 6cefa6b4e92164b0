// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.documents;

import io.lakebus.event.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the table of the quarantine's codes in docs/querying.md against the code. */
class QuarantineDocumentTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `([a-z]+)` \\|");

  @Test
  void everyCodeIsThereWithItsStage() {
    List<String> documented =
        ROW.matcher(Project.read("docs/querying.md"))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values())
                .map(reason -> reason.code() + " " + reason.stage().noun())
                .toList());
  }
}
