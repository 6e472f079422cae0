package org.heddle.ra.transaction;

import java.util.List;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ProducerSpec;

/** A broker that can be worked with, made unable to take a unit, and left by a crash. */
interface BrokerUnderNarayana {

  /** Where what was received goes out. */
  ProducerSpec producer();

  /** The client that the adapter has, another one after a crash. */
  Backend backend();

  /** Opens the subscription. */
  BackendConsumer open();

  /** Sends to the subscription. */
  void publish(String text);

  /** All that went out so far, crash or not. */
  List<String> published();

  /** From now on it takes no unit. */
  void stopTaking();

  /** Takes units again. */
  void takeAgain();

  /** The process of the adapter ends. */
  void crash();

  /** Whether messages outlive a crash. */
  boolean isOutside();
}
