// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents rot where nothing holds them: what they name must be there. */
class DocumentsTest {

  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)[`.]");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** Types of the JDK and of libraries that the documents name. */
  private static final Set<String> OUTSIDE = Set.of("InstantSource", "Clock");

  @Test
  void everyTypeThatTheArchitectureNamesExists() {
    Set<String> types =
        Project.files(".java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    types.addAll(OUTSIDE);

    assertThat(matches(TYPE, Project.read("ARCHITECTURE.md"))).isNotEmpty().isSubsetOf(types);
  }

  @Test
  void theArchitectureIsShort() {
    assertThat(Project.read("ARCHITECTURE.md").lines().count()).isLessThan(150);
  }

  @Test
  void everyLinkLeadsToAFile() {
    List<String> dead = new ArrayList<>();
    for (Path document : Project.files(".md")) {
      String text = Project.read(Project.folder().relativize(document).toString());
      for (String link : matches(LINK, text)) {
        if (!Files.exists(document.resolveSibling(link))) {
          dead.add(Project.folder().relativize(document) + " -> " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).distinct().toList();
  }
}
