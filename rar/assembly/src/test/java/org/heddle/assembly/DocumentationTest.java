package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the documentation shows is what the build compiles and runs: a code block stands in a file
 * of the project, which a comment before it names, word for word; links lead somewhere, and tests
 * that are named as proofs are there.
 */
class DocumentationTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("(<!-- from (\\S+) -->\\n)?```(\\w*)\\n(.*?)```", Pattern.DOTALL);

  /** Languages of which every block must come from a file. */
  private static final List<String> COMPILED = List.of("java", "asadmin", "xml");

  /** A test that proves what is said, as Javadoc would name it. */
  private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");

  private static final Pattern LINK = Pattern.compile("]\\((?!https?://|#)([^)#\\s]+)(#[^)]*)?\\)");

  @TestFactory
  Stream<DynamicTest> shouldShowCodeThatStandsInTheProject() throws IOException {
    return documents().flatMap(DocumentationTest::blocks);
  }

  @TestFactory
  Stream<DynamicTest> shouldLinkToWhatIsThere() throws IOException {
    return documents().flatMap(DocumentationTest::links);
  }

  @TestFactory
  Stream<DynamicTest> shouldNameTestsThatThereAre() throws IOException {
    Map<String, Path> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .forEach(file -> tests.put(file.getFileName().toString(), file));
    }
    return documents().flatMap(document -> proofs(document, tests));
  }

  private static Stream<DynamicTest> proofs(Path document, Map<String, Path> tests) {
    return matches(document, PROOF)
        .map(
            proof ->
                DynamicTest.dynamicTest(
                    name(document) + ": " + proof.group(),
                    () -> {
                      Path test = tests.get(proof.group(1) + ".java");
                      assertThat(test).as(proof.group(1)).isNotNull();
                      assertThat(Files.readString(test)).contains(" " + proof.group(2) + "(");
                    }));
  }

  private static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> configs = Files.walk(ROOT.resolve("server-config"))) {
      List<Path> all =
          Stream.concat(
                  Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                  Stream.concat(docs, configs))
              .filter(file -> file.toString().endsWith(".md"))
              .toList();
      return all.stream();
    }
  }

  private static Stream<DynamicTest> blocks(Path document) {
    return matches(document, BLOCK)
        .filter(block -> COMPILED.contains(block.group(3)))
        .map(
            block ->
                DynamicTest.dynamicTest(
                    name(document) + ": " + block.group(2),
                    () -> {
                      assertThat(block.group(2)).as("a comment naming the file").isNotNull();
                      assertThat(Files.readString(ROOT.resolve(block.group(2))))
                          .contains(block.group(4));
                    }));
  }

  private static Stream<DynamicTest> links(Path document) {
    return matches(document, LINK)
        .map(
            link ->
                DynamicTest.dynamicTest(
                    name(document) + ": " + link.group(1),
                    () -> assertThat(document.resolveSibling(link.group(1))).exists()));
  }

  private static Stream<MatchResult> matches(Path document, Pattern pattern) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(document));
      return matcher.results().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path document) {
    return ROOT.relativize(document).toString();
  }
}
