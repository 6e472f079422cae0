package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.benchmarks.report.Samples.CLIENT;
import static org.heddle.benchmarks.report.Samples.PAYARA;
import static org.heddle.benchmarks.report.Samples.rate;
import static org.heddle.benchmarks.report.Samples.report;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final Markdown MARKDOWN = new Markdown("full.json");

  private static final String DOCUMENT =
      """
      # Performance

      Before.

      <!-- from full.json -->
      old
      <!-- end -->

      After.
      """;

  @Test
  void shouldKeepWhatPeopleWrote() {
    String updated = MARKDOWN.update(DOCUMENT, Samples.everything());

    assertThat(updated)
        .startsWith("# Performance\n\nBefore.\n\n<!-- from full.json -->\n\nMeasured on 2026-11-03")
        .endsWith("|\n\n<!-- end -->\n\nAfter.\n")
        .doesNotContain("old");
    assertThat(MARKDOWN.update(updated, Samples.everything())).isEqualTo(updated);
  }

  @Test
  void shouldRenderEverything() {
    Golden.compare("everything.md", MARKDOWN.update(DOCUMENT, Samples.everything()));
  }

  @Test
  void shouldPutTheTablesOfAGroupWhereTheyAreWanted() {
    String document =
        """
        <!-- from full.json: environment -->
        <!-- end -->
        Prose.
        <!-- from full.json: consume -->
        <!-- end -->
        <!-- from full.json: send -->
        <!-- end -->
        <!-- from other.json: consume -->
        kept
        <!-- end -->
        """;

    String updated = MARKDOWN.update(document, report(rate(Broker.NONE, "bean", PAYARA, 1.5)));

    assertThat(updated)
        .isEqualTo(
            """
            <!-- from full.json: environment -->

            Measured on 2026-11-03 with full settings.

            - Machine: AMD EPYC 7R13, 2 cores, 23.5 GiB of memory, Linux 6.18, OpenJDK 17.0.15
            - Versions: Heddle 0.1.0, Kafka 4.4.0, Pulsar 4.2.4, Artemis 2.42.0

            <!-- end -->
            Prose.
            <!-- from full.json: consume -->

            ### Consuming

            | what | server | median | spread | middle half |
            | --- | --- | --- | --- | --- |
            | bean | Payara Micro | 1.50 messages/s | 1.50 | 1.50 |

            <!-- end -->
            <!-- from full.json: send -->

            Not measured.

            <!-- end -->
            <!-- from other.json: consume -->
            kept
            <!-- end -->
            """);
  }

  @Test
  void shouldSayInWordsWhetherAGoalIsMet() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0, 100.0, 100.0);

    assertThat(verdictOf(plain, "a", Goal.atLeast(0.95), 96.0, 97.0, 98.0))
        .endsWith("| 0.970 (0.960 to 0.980) | at least 0.95: met |");
    assertThat(verdictOf(plain, "a", Goal.atLeast(0.95), 94.0, 97.0, 98.0))
        .endsWith("| at least 0.95: met, in 2 of 3 rounds |");
    assertThat(verdictOf(plain, "a", Goal.atLeast(0.95), 90.0, 91.0, 98.0))
        .endsWith("| at least 0.95: not met, but in 1 of 3 rounds |");
    assertThat(verdictOf(plain, "a", Goal.atMost(1.2), 121.0, 130.0, 140.0))
        .endsWith("| at most 1.2: not met |");
  }

  private static String verdictOf(Series plain, String name, Goal goal, Double... rounds) {
    Series bean = rate(Broker.KAFKA, name, PAYARA, rounds).comparedWith(CLIENT, goal);
    return MARKDOWN
        .update(DOCUMENT, report(plain, bean))
        .lines()
        .filter(line -> line.startsWith("| " + name + " |"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldNotJudgeARatioToNothing() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 0.0);
    Series bean = rate(Broker.KAFKA, "a|b", PAYARA, 1.0).comparedWith(CLIENT, Goal.atMost(2));

    assertThat(MARKDOWN.update(DOCUMENT, report(plain, bean)))
        .contains("| a\\|b |")
        .contains("| none: the baseline is not positive | at most 2: cannot be judged |");
  }

  @Test
  void shouldRefuseADocumentWithoutAPlace() {
    Report report = Samples.everything();

    assertThatThrownBy(() -> MARKDOWN.update("# Performance\n", report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<!-- from full.json -->");
    assertThatThrownBy(() -> MARKDOWN.update("<!-- from full.json -->\n", report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<!-- end -->");
    assertThatThrownBy(
            () ->
                MARKDOWN.update("<!-- from full.json -->\n<!-- from b -->\n<!-- end -->\n", report))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> MARKDOWN.update("<!-- from full.json: speed -->\n<!-- end -->\n", report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"speed\" is no group");
  }
}
