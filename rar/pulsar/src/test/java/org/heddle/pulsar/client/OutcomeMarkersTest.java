package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.support.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class OutcomeMarkersTest {

  private TestClient client;
  private PulsarClients clients;
  private Transactions transactions;
  private OutcomeMarkers markers;

  @BeforeEach
  void connect(PulsarBroker broker) {
    client = TestClient.of(broker);
    PulsarSettings settings = client.settings();
    clients = new PulsarClients(settings, new Logins(settings));
    transactions = new Transactions(clients, Duration.ofSeconds(60));
    markers = new OutcomeMarkers(clients, (PulsarTopics) client.backend().topics(), settings);
  }

  @AfterEach
  void disconnect() {
    markers.close();
    clients.close();
    client.close();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  @Test
  void shouldTellThatACommitWithoutAnAnswerTookEffect() throws Exception {
    String marker = markers.expect(soon());
    Transaction transaction = transactions.begin(soon());
    markers.send(marker, transaction).get();
    transaction.commit().get();
    assertThat(transactions.abortInDoubt(transaction.getTxnID(), soon())).isFalse();
    assertThat(markers.isSeen(marker, soon())).isTrue();
  }

  @Test
  void shouldTellThatATransactionThatWasAbortedTookNoEffect() throws Exception {
    String marker = markers.expect(soon());
    Transaction transaction = transactions.begin(soon());
    markers.send(marker, transaction).get();
    transaction.abort().get();
    assertThat(transactions.abortInDoubt(transaction.getTxnID(), soon())).isFalse();
    assertThat(markers.isSeen(marker, soon())).isFalse();
  }

  @Test
  void shouldAbortATransactionWhoseCommitNeverReachedTheBroker() throws Exception {
    String marker = markers.expect(soon());
    Transaction transaction = transactions.begin(soon());
    markers.send(marker, transaction).get();
    assertThat(transactions.abortInDoubt(transaction.getTxnID(), soon())).isTrue();
    assertThat(markers.isSeen(marker, soon())).isFalse();
  }

  @Test
  void shouldNotDecideWhileAnOlderTransactionIsOpen() throws Exception {
    String older = markers.expect(soon());
    Transaction open = transactions.begin(soon());
    markers.send(older, open).get();
    String marker = markers.expect(soon());
    Transaction transaction = transactions.begin(soon());
    markers.send(marker, transaction).get();
    transaction.commit().get();
    assertThatThrownBy(() -> markers.isSeen(marker, Deadline.in(Duration.ofMillis(500))))
        .isInstanceOf(TimeoutException.class);
    open.abort().get();
    assertThat(markers.isSeen(marker, soon())).isTrue();
  }
}
