package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.spi.BackendContext;
import org.junit.jupiter.api.Test;

class HoldingsTest {

  private static final Duration DELAY = Duration.ofSeconds(1);

  private final List<Runnable> timers = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final Holdings shared = holdings(false);
  private final Holdings ordered = holdings(true);

  private Holdings holdings(boolean inOrder) {
    return new Holdings(new TimersOnly(), new Envelope(), inOrder, () -> {});
  }

  /** Keeps what is scheduled, for the test to run. */
  private final class TimersOnly implements BackendContext {
    @Override
    public void execute(String name, Runnable task) {
      throw new AssertionError("Nothing here takes long");
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
      timers.add(task);
      return () -> timers.remove(task);
    }

    @Override
    public ClassLoader clientLoader(Class<?> neighbour, String client) {
      throw new AssertionError("Nothing here touches the library");
    }
  }

  /** A message of an id, as it comes through a link. */
  private Arrival arrival(String id, String link) {
    Letter letter =
        new Letter(
            Optional.of(id),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            Map.of(),
            id.getBytes(UTF_8));
    return arrival(new Envelope().write(letter), id + " by " + link);
  }

  private Arrival foreign(String text, String link) {
    return arrival(Content.of(text.getBytes(UTF_8)), text + " by " + link);
  }

  private Arrival arrival(Content content, String name) {
    return new Arrival("t", content, 1, false, () -> acknowledged.add(name));
  }

  private static List<String> drain(Holdings holdings) {
    List<String> texts = new ArrayList<>();
    for (MqttDelivery next = holdings.next(null); next != null; next = holdings.next(null)) {
      texts.add(new String(next.payload(), UTF_8));
    }
    return texts;
  }

  @Test
  void shouldAcknowledgeThroughTheLinkThatBroughtItLast() {
    shared.add(arrival("a", "first link"));
    MqttDelivery a = shared.next(null);

    shared.expectAll();
    shared.add(arrival("a", "second link"));

    assertThat(shared.next(null)).as("the same message a second time").isNull();
    shared.finish(a);
    shared.finish(a);
    assertThat(acknowledged).containsExactly("a by second link");
  }

  @Test
  void shouldAcknowledgeAgainWhatTheBrokerHasNotHeardOf() {
    shared.add(arrival("a", "first link"));
    shared.finish(shared.next(null));

    shared.expectAll();
    shared.add(arrival("a", "second link"));

    assertThat(shared.next(null)).isNull();
    assertThat(acknowledged).containsExactly("a by first link", "a by second link");
  }

  @Test
  void shouldKeepWhatWasNotHandedOutYetWhenTheConnectionBreaks() {
    shared.add(arrival("a", "first link"));
    shared.expectAll();

    assertThat(drain(shared)).containsExactly("a");
  }

  @Test
  void shouldLeaveToTheBrokerWhatItWouldNotRecognise() {
    shared.add(foreign("a", "first link"));
    shared.add(foreign("b", "first link"));
    MqttDelivery a = shared.next(null);

    shared.expectAll();
    assertThat(shared.next(null)).isNull();
    shared.add(foreign("a", "second link"));
    shared.add(foreign("b", "second link"));

    assertThat(drain(shared)).as("at least once").containsExactly("a", "b");
    shared.finish(a);
    assertThat(acknowledged).containsExactly("a by first link");
  }

  @Test
  void shouldForgetTheDelayOfWhatComesAsANewOne() {
    shared.add(foreign("a", "first link"));
    shared.giveBack(shared.next(null), DELAY, true);
    shared.expectAll();

    timers.forEach(Runnable::run);

    assertThat(shared.next(null)).isNull();
  }

  @Test
  void shouldHandOutAgainAfterTheDelayWhileOthersGoOn() {
    shared.add(arrival("a", "link"));
    shared.add(arrival("b", "link"));
    shared.giveBack(shared.next(null), DELAY, true);

    assertThat(drain(shared)).containsExactly("b");
    timers.forEach(Runnable::run);

    MqttDelivery again = shared.next(null);
    assertThat(again.deliveryCount()).isEqualTo(2);
    assertThat(new String(again.payload(), UTF_8)).isEqualTo("a");
  }

  @Test
  void shouldHoldUpOthersWhereTheOrderIsPromised() {
    ordered.add(arrival("a", "link"));
    ordered.add(arrival("b", "link"));
    ordered.giveBack(ordered.next(null), DELAY, false);

    assertThat(ordered.next(null)).isNull();
    timers.forEach(Runnable::run);

    assertThat(drain(ordered)).containsExactly("a", "b");
  }

  @Test
  void shouldCountOnlyWhatWasTried() {
    shared.add(arrival("a", "link"));
    shared.giveBack(shared.next(null), Duration.ZERO, false);
    shared.giveBack(shared.next(null), Duration.ZERO, true);

    assertThat(shared.next(null).deliveryCount()).isEqualTo(2);
  }

  @Test
  void shouldIgnoreADeliveryThatWasTakenBack() {
    shared.add(arrival("a", "link"));
    MqttDelivery taken = shared.next(null);
    shared.release(null);

    shared.finish(taken);
    shared.giveBack(taken, Duration.ZERO, true);

    assertThat(acknowledged).isEmpty();
    assertThat(shared.next(null).deliveryCount()).isEqualTo(2);
    assertThat(shared.next(null)).isNull();
  }
}
