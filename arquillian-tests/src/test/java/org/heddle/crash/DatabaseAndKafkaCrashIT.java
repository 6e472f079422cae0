package org.heddle.crash;

/** The database first: what is stored is enlisted before what is sent. */
class DatabaseAndKafkaCrashIT extends TwoPhaseCrashSuite {

  DatabaseAndKafkaCrashIT() {
    super("A database and Kafka");
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsideKafka();
  }

  @Override
  Load load(OutsideBroker broker, CrashServer server) {
    return new RequestLoad(server::store);
  }
}
