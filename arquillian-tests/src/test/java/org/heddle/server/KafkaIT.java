package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.heddle.server.app.Names;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on a real Kafka, and what plain clients of Kafka see of the beans. */
@ExtendWith(ArquillianExtension.class)
class KafkaIT implements EverythingOnOneBroker, Isolation {

  private static final String INCOMING = "tg.server.incoming";
  private static final String OUTGOING = "tg.server.outgoing";

  @Inject private Suite suite;

  @Deployment
  @TargetsContainer("kafka")
  static WebArchive application() {
    SuiteBrokers.startKafka();
    return Application.withTests(KafkaDefinition.class);
  }

  @Override
  public Suite suite() {
    return suite;
  }

  @Override
  public String loader() {
    return "heddle-kafka";
  }

  @Override
  public List<String> classes() {
    return List.of("org.apache.kafka.clients.admin.Admin", "org.slf4j.Logger");
  }

  @Test
  @RunAsClient
  void shouldAcknowledgeAndSendInOneTransactionOfKafka() throws Exception {
    KafkaOutside.SUITE.send(INCOMING, succeeding("warm-up"));
    KafkaOutside.SUITE.readCommittedUntil(OUTGOING, "warm-up");
    Set<String> sendsBefore = KafkaOutside.SUITE.lastTransactions(OUTGOING, 0);
    Set<String> acknowledgesBefore = lastAcknowledges();

    KafkaOutside.SUITE.send(INCOMING, succeeding("watched"));
    KafkaOutside.SUITE.readCommittedUntil(OUTGOING, "watched");

    Set<String> send = KafkaOutside.SUITE.lastTransactions(OUTGOING, 0);
    send.removeAll(sendsBefore);
    Set<String> acknowledge = lastAcknowledges();
    acknowledge.removeAll(acknowledgesBefore);
    assertThat(send).as("new transactions of the topic").hasSize(1);
    assertThat(acknowledge).as("new transactions of the group").isEqualTo(send);
  }

  private static Set<String> lastAcknowledges() throws Exception {
    return KafkaOutside.SUITE.lastTransactions(
        "__consumer_offsets", KafkaOutside.SUITE.offsetsPartition(Names.SUBSCRIPTION));
  }

  @Test
  @RunAsClient
  void shouldShowASendOnlyTogetherWithTheGroupsOffset() throws Exception {
    String failing = UUID.randomUUID().toString();
    long before = KafkaOutside.SUITE.committedOffset(Names.SUBSCRIPTION, INCOMING);

    KafkaOutside.SUITE.send(INCOMING, failingOnce(failing));

    List<String> seen = KafkaOutside.SUITE.readCommittedUntil(OUTGOING, failing);
    assertThat(seen).filteredOn(text -> text.contains(failing)).hasSize(1);
    assertThat(KafkaOutside.SUITE.committedOffset(Names.SUBSCRIPTION, INCOMING))
        .isGreaterThan(before);
  }

  private static String succeeding(String id) {
    return "{\"id\":\"%s\",\"deed\":\"SUCCEED\",\"times\":0}".formatted(id);
  }

  private static String failingOnce(String id) {
    return "{\"id\":\"%s\",\"deed\":\"THROW_RUNTIME_EXCEPTION\",\"times\":1}".formatted(id);
  }
}
