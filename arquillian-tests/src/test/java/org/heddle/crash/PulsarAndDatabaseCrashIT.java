package org.heddle.crash;

/** The adapter first: what is received is enlisted before what is stored. */
class PulsarAndDatabaseCrashIT extends TwoPhaseCrashSuite {

  PulsarAndDatabaseCrashIT() {
    super("Pulsar and a database");
  }

  @Override
  OutsideBroker startBroker() throws Exception {
    return new OutsidePulsar();
  }
}
