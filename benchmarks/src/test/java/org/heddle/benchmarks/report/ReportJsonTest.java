package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.benchmarks.report.Samples.CLIENT;
import static org.heddle.benchmarks.report.Samples.PAYARA;
import static org.heddle.benchmarks.report.Samples.rate;
import static org.heddle.benchmarks.report.Samples.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

  @Test
  void shouldWriteAFewLinesForEachSeries() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 21_340.5, 1.0E10).withSize(1_000);
    Series bean =
        rate(Broker.KAFKA, "bean, \"quoted\"", PAYARA, 20_000.0, 0.1)
            .withSize(1_000)
            .comparedWith(CLIENT, Goal.atLeast(0.95));
    Series latency =
        Series.of(
                Group.LATENCY, Broker.MQTT, "bean", PAYARA, Unit.MILLISECONDS, List.of(40.25, 38.0))
            .withParameter(Parameter.percentile(99.9));

    Golden.compare("report.json", ReportJson.write(report(latency, bean, plain)));
  }

  @Test
  void shouldReadWhatItWrote() {
    Report report = Samples.everything();

    Report read = ReportJson.read(ReportJson.write(report));

    assertThat(read).isEqualTo(report);
    assertThat(read.environment().versions().keySet())
        .containsExactlyElementsOf(report.environment().versions().keySet());
    assertThat(ReportJson.write(read)).isEqualTo(ReportJson.write(report));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0.1, 1.0 / 3, -0.0, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, -12.5, 1e15})
  void shouldKeepEveryBitOfARound(double value) {
    Report report = report(rate(Broker.NONE, "ä | \\ \u2028", PAYARA, value));

    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void shouldReadTheFileThatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");

    ReportJson.write(Samples.everything(), file);

    assertThat(ReportJson.read(file)).isEqualTo(Samples.everything());
  }

  @Test
  void shouldSayWhichFileIsNoReport(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), "[]");

    assertThatThrownBy(() -> ReportJson.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("report.json");
  }

  @Test
  void shouldSayWhatIsMissingOrUnknown() {
    String json = ReportJson.write(report(rate(Broker.KAFKA, "bean", PAYARA, 1.0)));

    assertThatThrownBy(() -> ReportJson.read(json.replace("\"unit\"", "\"units\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"unit\" is missing");
    assertThatThrownBy(() -> ReportJson.read(json.replace("\"kafka\"", "\"rabbit\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"rabbit\" is no broker; expected one of [kafka, pulsar");
    assertThatThrownBy(() -> ReportJson.read(json.replace("[1.0]", "[]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one round");
    assertThatThrownBy(() -> ReportJson.read(json.replace("[1.0]", "[NaN]")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReportJson.read(json.replace("[1.0]", "[\"1\"]")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
