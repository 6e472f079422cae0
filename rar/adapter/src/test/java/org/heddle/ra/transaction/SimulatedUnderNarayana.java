package org.heddle.ra.transaction;

import java.util.List;
import java.util.Random;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ProducerSpec;

/** A broker that is not to be reached when it takes no unit. */
final class SimulatedUnderNarayana implements BrokerUnderNarayana {

  private final SimulatedBroker broker = new SimulatedBroker(new Random(1), true);

  SimulatedUnderNarayana() {
    broker.reliable = true;
  }

  @Override
  public ProducerSpec producer() {
    return SimulatedBroker.PRODUCER;
  }

  @Override
  public Backend backend() {
    return broker;
  }

  @Override
  public BackendConsumer open() {
    return broker.open();
  }

  @Override
  public void publish(String text) {
    broker.publish(text);
  }

  @Override
  public List<String> published() {
    return broker.published;
  }

  @Override
  public void stopTaking() {
    broker.away = true;
  }

  @Override
  public void takeAgain() {
    broker.away = false;
  }

  @Override
  public void crash() {
    broker.loseAll();
  }

  @Override
  public boolean isOutside() {
    return true;
  }
}
