package org.heddle.crash;

import java.util.List;

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

  /** Between the prepares and between the commits, the rest being as with Kafka first. */
  @Override
  List<KillPoint> outagePoints(OutsideBroker broker) {
    return List.of(KillPoint.DATABASE_PREPARED, KillPoint.PREPARED, KillPoint.BEFORE_COMMIT);
  }
}
