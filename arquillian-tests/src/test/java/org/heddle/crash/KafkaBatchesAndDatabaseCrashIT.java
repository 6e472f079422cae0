package org.heddle.crash;

import java.util.List;
import org.heddle.crash.app.BatchMoveBean;

/** Several messages in one transaction; at one point of each phase and two between them. */
class KafkaBatchesAndDatabaseCrashIT extends TwoPhaseCrashSuite {

  KafkaBatchesAndDatabaseCrashIT() {
    super("Kafka by batches and a database");
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsideKafka();
  }

  @Override
  Class<?> bean() {
    return BatchMoveBean.class;
  }

  @Override
  List<KillPoint> points(OutsideBroker broker) {
    return List.of(
        KillPoint.BEFORE_PREPARE,
        KillPoint.PREPARED,
        KillPoint.DATABASE_PREPARED,
        KillPoint.settled(broker.backendClass()),
        KillPoint.BEFORE_REMOVAL,
        KillPoint.BEFORE_DATABASE_COMMIT);
  }
}
