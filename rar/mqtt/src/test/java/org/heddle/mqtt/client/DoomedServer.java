package org.heddle.mqtt.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.heddle.api.ConsumerType;
import org.heddle.api.Topic;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;

/** Takes three messages, acknowledges the second, and waits to be killed. */
public final class DoomedServer {

  private DoomedServer() {}

  /** Takes the broker, the version, the topic, that of the will, and a file to make when done. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    TestClient client =
        TestClient.of(
            arguments[0],
            bean -> {
              bean.setProtocolVersion(arguments[1]);
              bean.setWillTopic(arguments[3]);
              bean.setWillPayload("killed");
            });
    Inbox inbox = client.open(Topic.parse(arguments[2]), "s", ConsumerType.EXCLUSIVE);
    List<Delivery> deliveries = inbox.next(3);
    inbox.acknowledge(deliveries.get(1));
    TestClient.awaitAcknowledgements(inbox);
    Files.createFile(Path.of(arguments[4]));
    new CountDownLatch(1).await();
  }
}
