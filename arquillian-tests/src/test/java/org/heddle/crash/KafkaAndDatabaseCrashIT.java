package org.heddle.crash;

/** The adapter first: what is received is enlisted before what is stored. */
class KafkaAndDatabaseCrashIT extends TwoPhaseCrashSuite {

  KafkaAndDatabaseCrashIT() {
    super("Kafka and a database");
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsideKafka();
  }
}
