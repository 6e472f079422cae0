package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.heddle.benchmarks.report.Samples.CLIENT;
import static org.heddle.benchmarks.report.Samples.PAYARA;
import static org.heddle.benchmarks.report.Samples.rate;
import static org.heddle.benchmarks.report.Samples.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static Series memory(Double... rounds) {
    return Series.of(Group.GROWTH, Broker.MEMORY, "heap", PAYARA, Unit.KIBIBYTES, List.of(rounds));
  }

  private static List<Regression> compare(Series before, Series after) {
    return new Comparison(report(before), report(after), 0.1).regressions();
  }

  @Test
  void shouldFindALowerRate() {
    List<Regression> found =
        compare(
            rate(Broker.KAFKA, "bean", PAYARA, 100.0, 98.0, 102.0),
            rate(Broker.KAFKA, "bean", PAYARA, 80.0, 81.0, 79.0));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).measure()).isEqualTo("messages/s");
    assertThat(found.get(0).change()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldNotMindAHigherRate() {
    assertThat(
            compare(
                rate(Broker.KAFKA, "bean", PAYARA, 80.0),
                rate(Broker.KAFKA, "bean", PAYARA, 100.0)))
        .isEmpty();
  }

  @Test
  void shouldFindMoreOfWhatShouldBeLess() {
    assertThat(compare(memory(100.0), memory(120.0))).hasSize(1);
    assertThat(compare(memory(120.0), memory(100.0))).isEmpty();
    assertThat(compare(memory(0.0), memory(1.0)).get(0).change()).isInfinite();
    assertThat(compare(memory(-10.0), memory(-5.0)).get(0).change()).isEqualTo(0.5);
    assertThat(compare(memory(0.0), memory(0.0))).isEmpty();
  }

  @Test
  void shouldTolerateWhatIsWithinTheTolerance() {
    assertThat(compare(memory(100.0), memory(110.0))).isEmpty();
    assertThat(compare(memory(100.0), memory(110.1))).hasSize(1);
  }

  @Test
  void shouldTolerateWhatIsWithinTheSpreadOfEither() {
    assertThat(compare(memory(90.0, 100.0, 130.0), memory(129.0, 129.0, 129.0))).isEmpty();
    assertThat(compare(memory(100.0, 100.0, 100.0), memory(100.0, 129.0, 129.0))).isEmpty();
    assertThat(compare(memory(90.0, 100.0, 110.0), memory(111.0, 129.0, 129.0))).hasSize(1);
  }

  @Test
  void shouldCompareRatiosSoThatASlowerMachineIsNoRegression() {
    Report older =
        report(
            rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0),
            rate(Broker.KAFKA, "bean", PAYARA, 95.0).comparedWith(CLIENT));
    Report newer =
        report(
            rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0),
            rate(Broker.KAFKA, "bean", PAYARA, 70.0).comparedWith(CLIENT));
    Report slower =
        report(
            rate(Broker.KAFKA, CLIENT, Series.PLAIN, 50.0),
            rate(Broker.KAFKA, "bean", PAYARA, 47.0).comparedWith(CLIENT));

    assertThat(new Comparison(older, newer, 0.1).regressions())
        .singleElement()
        .satisfies(one -> assertThat(one.measure()).isEqualTo("ratio"));
    // The plain client itself has nothing to be compared with.
    assertThat(new Comparison(older, slower, 0.1).regressions())
        .singleElement()
        .satisfies(one -> assertThat(one.what().name()).isEqualTo(CLIENT));
  }

  @Test
  void shouldPutTheWorstFirst() {
    Report older = report(memory(10.0), rate(Broker.KAFKA, "bean", PAYARA, 10.0));
    Report newer = report(memory(90.0), rate(Broker.KAFKA, "bean", PAYARA, 5.0));

    assertThat(new Comparison(older, newer, 0.1).regressions())
        .extracting(one -> one.what().group())
        .containsExactly(Group.GROWTH, Group.CONSUME);
  }

  @Test
  void shouldRefuseANegativeTolerance() {
    assertThatThrownBy(() -> new Comparison(report(), report(), -0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Comparison(report(), report(), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldExitWithOneAndPrintWhatBecameWorse() throws IOException {
    Path older =
        write("old.json", report(memory(100.0, 104.0), rate(Broker.MQTT, "gone", PAYARA, 1.0)));
    Path newer =
        write("new.json", report(memory(150.0, 154.0), rate(Broker.MQTT, "new", PAYARA, 1.0)));

    int exit = run(older.toString(), newer.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            Only in the older report: consume, mqtt: gone (Payara Micro)
            Only in the newer report: consume, mqtt: new (Payara Micro)
            Worse by more than 10 % and beyond the spreads:

            | series | measure | before | now | worse by |
            | --- | --- | --- | --- | --- |
            | growth, memory: heap (Payara Micro) | KiB | 102 (100 to 104) | 152 (150 to 154) | 49 % |
            """);
  }

  @Test
  void shouldExitWithZeroIfTheToleranceIsGreat() throws IOException {
    Path older = write("old.json", report(memory(100.0)));
    Path newer = write("new.json", report(memory(150.0)));

    assertThat(run(older.toString(), newer.toString(), "--tolerance", "0.6")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("Nothing became worse by more than 60 %.\n");
  }

  @Test
  void shouldSayThatMachineOrSettingsDiffer() throws IOException {
    Environment here = Samples.environment();
    Environment there =
        new Environment(here.date(), new Machine("other", 64, 1, "os", "jvm"), here.versions());
    Path older = write("old.json", report(memory(100.0)));
    Path newer = write("new.json", new Report(there, Settings.QUICK, List.of(memory(100.0))));

    assertThat(run(older.toString(), newer.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("The machines differ")
        .contains("The settings differ: full before, quick now.");
  }

  @Test
  void shouldExitWithTwoIfItCannotCompare() throws IOException {
    Path good = write("good.json", report(memory(100.0)));
    Path bad = Files.writeString(folder.resolve("bad.json"), "{}");

    assertThat(run()).isEqualTo(2);
    assertThat(run(good.toString(), good.toString(), "--tolerance", "much")).isEqualTo(2);
    assertThat(run(good.toString(), bad.toString())).isEqualTo(2);
    assertThat(run(good.toString(), folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Usage: Comparison")
        .contains("bad.json: \"date\" is missing")
        .contains("none.json");
  }

  private Path write(String name, Report report) throws IOException {
    Path file = folder.resolve(name);
    ReportJson.write(report, file);
    return file;
  }

  private int run(String... args) {
    return Comparison.run(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
