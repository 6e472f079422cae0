package org.heddle.ra.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.contract.TestContainer;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connection factories as an administrator sees them. */
class ConnectionFactoryManagementTest {

  private static final String TOPIC = "q1/a/b/orders";
  private static final long MAX_MESSAGE_BYTES = 100;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final TestContainer container = new TestContainer();
  private final String adapter = container.adapterId();
  private final PubSubConnectionFactory factory = container.factory(managed());

  private static MemoryManagedConnectionFactory managed() {
    MemoryManagedConnectionFactory managed = new MemoryManagedConnectionFactory();
    managed.setBrokerName("odd,name=*");
    managed.setMaxMessageBytes(MAX_MESSAGE_BYTES);
    return managed;
  }

  @AfterEach
  void stop() {
    container.close();
  }

  private Set<ObjectName> names() throws Exception {
    return server.queryNames(
        new ObjectName("org.heddle:type=ConnectionFactory,adapter=" + adapter + ",*"), null);
  }

  private ConnectionFactoryMXBean shown() throws Exception {
    assertThat(names()).hasSize(1);
    return JMX.newMXBeanProxy(server, names().iterator().next(), ConnectionFactoryMXBean.class);
  }

  @Test
  void shouldBeThereFromTheFirstUseToTheStopOfTheAdapter() throws Exception {
    assertThat(names()).isEmpty();

    try (PubSubConnection connection = factory.getConnection();
        PubSubConnection another = factory.getConnection()) {
      assertThat(shown().getBroker()).isEqualTo("memory");
      assertThat(shown().getResource()).startsWith("memory:odd,name=*/");
      assertThat(shown().getSettings()).contains("odd,name=*");
      assertThat(shown().getOpenConnections()).isEqualTo(2);
    }
    // The broker in memory stays.
    assertThat(shown().getOpenConnections()).isZero();

    container.adapter().stop();

    assertThat(names()).isEmpty();
  }

  @Test
  void shouldCountSends() throws Exception {
    try (PubSubConnection connection = factory.getConnection();
        MessageProducer<String> producer = connection.createProducer(TOPIC, String.class)) {
      producer.send("a");
      producer.sendAsync("b").toCompletableFuture().join();
    }

    assertThat(shown().getSends()).isEqualTo(2);
    assertThat(shown().getFailedSends()).isZero();
  }

  @Test
  void shouldCountSendsThatFail() throws Exception {
    String large = "x".repeat((int) MAX_MESSAGE_BYTES + 1);
    try (PubSubConnection connection = factory.getConnection();
        MessageProducer<String> producer = connection.createProducer(TOPIC, String.class)) {
      assertThatThrownBy(() -> producer.send(large)).isInstanceOf(MessageTooLargeException.class);
      assertThatThrownBy(() -> producer.sendAsync(large).toCompletableFuture().join())
          .isInstanceOf(CompletionException.class);
    }

    assertThat(shown().getSends()).isEqualTo(2);
    assertThat(shown().getFailedSends()).isEqualTo(2);
  }

  @Test
  void shouldCountTheSendsOfATransactionWhenItCommits() throws Exception {
    container.transactions().begin();
    send("a", "b");
    assertThat(shown().getSends()).isZero();
    container.transactions().commit();
    assertThat(shown().getSends()).isEqualTo(2);

    container.transactions().begin();
    send("dropped");
    container.transactions().setRollbackOnly();
    container.transactions().commit();

    assertThat(shown().getSends()).isEqualTo(2);
    assertThat(shown().getFailedSends()).isZero();
  }

  @Test
  void shouldCountTheSendsOfATransactionThatCannotCommit() throws Exception {
    container.transactions().begin();
    send("a", "x".repeat((int) MAX_MESSAGE_BYTES + 1));

    assertThatThrownBy(() -> container.transactions().commit()).isNotNull();

    assertThat(shown().getSends()).isEqualTo(2);
    assertThat(shown().getFailedSends()).isEqualTo(2);
  }

  private void send(String... values) {
    try (PubSubConnection connection = factory.getConnection();
        MessageProducer<String> producer = connection.createProducer(TOPIC, String.class)) {
      for (String value : values) {
        producer.send(value);
      }
    }
  }
}
