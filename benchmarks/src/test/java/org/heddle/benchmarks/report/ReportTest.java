package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.benchmarks.report.Samples.CLIENT;
import static org.heddle.benchmarks.report.Samples.PAYARA;
import static org.heddle.benchmarks.report.Samples.rate;
import static org.heddle.benchmarks.report.Samples.report;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  @Test
  void shouldTakeTheMedianOfTheRatiosAndNotTheRatioOfTheMedians() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0, 200.0, 300.0);
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 150.0, 190.0, 150.0).comparedWith(CLIENT);

    Report report = report(plain, bean);

    // Of the medians it would be 0.75.
    assertThat(report.ratio(bean)).hasValue(new Statistics(0.5, 0.725, 0.95, 1.225, 1.5));
    assertThat(report.ratio(plain)).isEmpty();
  }

  @Test
  void shouldCompareOnTheSameServerIfThatIsPossible() {
    Series plain = rate(Broker.KAFKA, "pull", Series.PLAIN, 100.0);
    Series pull = rate(Broker.KAFKA, "pull", PAYARA, 50.0).comparedWith("pull");
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 40.0).comparedWith("pull");

    Report report = report(plain, pull, bean);

    assertThat(report.baselineOf(bean)).hasValue(pull);
    assertThat(report.baselineOf(pull)).hasValue(plain);
  }

  @Test
  void shouldCompareOnlyWhatHasTheSameParameter() {
    Parameter p50 = Parameter.percentile(50);
    Parameter p99 = Parameter.percentile(99);
    Series plain50 = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 1.0).withParameter(p50);
    Series plain99 = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 8.0).withParameter(p99);
    Series bean99 =
        rate(Broker.KAFKA, "bean", PAYARA, 12.0).withParameter(p99).comparedWith(CLIENT);

    assertThat(report(plain50, plain99, bean99).ratio(bean99))
        .hasValueSatisfying(ratio -> assertThat(ratio.median()).isEqualTo(1.5));
  }

  @Test
  void shouldHaveNoRatioToNothing() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0, 0.0);
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 90.0, 90.0).comparedWith(CLIENT);

    assertThat(report(plain, bean).ratio(bean)).isEmpty();
  }

  @Test
  void shouldSortWithBaselinesAndSmallSizesFirst() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 1.0);
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 1.0).comparedWith(CLIENT);
    Series mqtt = rate(Broker.MQTT, "a", PAYARA, 1.0);

    assertThat(
            report(
                    mqtt,
                    bean.withSize(1_000),
                    bean.withSize(20),
                    plain.withSize(1_000),
                    plain.withSize(20))
                .series())
        .containsExactly(
            plain.withSize(20),
            plain.withSize(1_000),
            bean.withSize(20),
            bean.withSize(1_000),
            mqtt);
  }

  @Test
  void shouldRefuseABaselineThatIsNotThere() {
    Series plain = rate(Broker.PULSAR, CLIENT, Series.PLAIN, 1.0);
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 1.0).comparedWith(CLIENT);

    assertThatThrownBy(() -> report(plain, bean))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + CLIENT + "\"")
        .hasMessageContaining("consume, kafka: bean (Payara Micro)");
  }

  @Test
  void shouldRefuseRoundsThatAreNoPairs() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 1.0, 2.0);
    Series bean = rate(Broker.KAFKA, "bean", PAYARA, 1.0).comparedWith(CLIENT);

    assertThatThrownBy(() -> report(plain, bean))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 of the baseline and 1 of this");
  }

  @Test
  void shouldRefuseTheSameSeriesTwice() {
    Series plain = rate(Broker.KAFKA, CLIENT, Series.PLAIN, 1.0);

    assertThatThrownBy(() -> report(plain, plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseARoundThatIsNoNumber(double value) {
    assertThatThrownBy(() -> rate(Broker.KAFKA, CLIENT, PAYARA, 1.0, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(CLIENT);
  }

  @Test
  void shouldRefuseASeriesWithoutRounds() {
    assertThatThrownBy(() -> rate(Broker.KAFKA, CLIENT, PAYARA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one round");
  }

  @Test
  void shouldJudgeByTheBoundAndIncludeIt() {
    assertThat(Goal.atLeast(0.95).metBy(0.95)).isTrue();
    assertThat(Goal.atLeast(0.95).metBy(0.949)).isFalse();
    assertThat(Goal.atMost(1.2).metBy(1.2)).isTrue();
    assertThat(Goal.atMost(1.2).metBy(1.201)).isFalse();
    assertThatThrownBy(() -> Goal.atLeast(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotBeChangedThroughAList() {
    List<Double> rounds = new ArrayList<>(List.of(1.0));
    Series series =
        Series.of(Group.SEND, Broker.KAFKA, "a", PAYARA, Unit.MESSAGES_PER_SECOND, rounds);

    rounds.add(2.0);

    assertThat(series.rounds()).containsExactly(1.0);
  }
}
