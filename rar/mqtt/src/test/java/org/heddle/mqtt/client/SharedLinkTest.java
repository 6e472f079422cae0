package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.contract.ThreadedContext;
import org.heddle.mqtt.MqttManagedConnectionFactory;
import org.heddle.mqtt.MqttSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedLinkTest {

  private static final int BROKERS_WINDOW = 3;

  private final ThreadedContext context = new ThreadedContext();
  private final SilentLink link = new SilentLink();

  @AfterEach
  void stopThreads() {
    context.close();
  }

  @Test
  void shouldHaveNoMoreOnTheWayThanItMay() throws Exception {
    assertThatOnly(2, shared(2));
  }

  @Test
  void shouldHaveNoMoreOnTheWayThanTheBrokerTakes() throws Exception {
    assertThatOnly(BROKERS_WINDOW, shared(1000));
  }

  private void assertThatOnly(int window, SharedLink shared) {
    for (int i = 0; i < window; i++) {
      publish(shared);
    }
    assertThatThrownBy(() -> publish(shared))
        .isInstanceOf(BrokerUnreachableException.class)
        .hasMessageContaining("maxInFlight");
    assertThat(link.unanswered).hasSize(window);

    link.unanswered.get(0).complete(null);
    publish(shared);

    assertThat(link.unanswered).hasSize(window + 1);
  }

  private static void publish(SharedLink shared) {
    shared.publish(
        new Publication("t", Content.of(new byte[0]), 1, Publication.PLAIN), "send to topic 't'");
  }

  private SharedLink shared(int maxInFlight) throws Exception {
    MqttManagedConnectionFactory bean = new MqttManagedConnectionFactory();
    bean.setMaxInFlight(maxInFlight);
    bean.setOperationTimeoutMillis(1000L);
    MqttSettings settings = bean.settings(Optional.empty());
    return new SharedLink(
        settings, (options, listener) -> CompletableFuture.completedFuture(link), context);
  }

  /** To a broker that takes what is published and answers when the test says so. */
  private static final class SilentLink implements Link {

    private final List<CompletableFuture<Void>> unanswered = new ArrayList<>();

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isSessionPresent() {
      return false;
    }

    @Override
    public int sendWindow() {
      return BROKERS_WINDOW;
    }

    @Override
    public long maxPacketBytes() {
      return Long.MAX_VALUE;
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      unanswered.add(answer);
      return answer;
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, int qos) {
      throw new AssertionError("Nobody listens");
    }

    @Override
    public CompletableFuture<Void> unsubscribe(String filter) {
      throw new AssertionError("Nobody listens");
    }

    @Override
    public void disconnect(Duration patience) {
      // Nothing is connected.
    }

    @Override
    public void cut() {
      // Nothing is connected.
    }
  }
}
