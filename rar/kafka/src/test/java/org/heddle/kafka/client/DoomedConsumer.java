package org.heddle.kafka.client;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.heddle.api.Topic;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;

/** Acknowledges every second of six messages, the last in a transaction, and waits to be killed. */
public final class DoomedConsumer {

  private DoomedConsumer() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments bootstrap servers, topic to read, topic to write, subscription
   * @throws InterruptedException never
   */
  public static void main(String[] arguments) throws InterruptedException {
    TestClient client = TestClient.of(arguments[0]);
    Inbox inbox = client.open(Topic.parse(arguments[1]), arguments[3]);
    List<Delivery> deliveries = inbox.next(6);
    inbox.acknowledge(deliveries.get(0));
    inbox.acknowledge(deliveries.get(2));
    client.settle(
        List.of(TestClient.pending(Topic.parse(arguments[2]), "done")), List.of(deliveries.get(4)));
    new CountDownLatch(1).await();
  }
}
