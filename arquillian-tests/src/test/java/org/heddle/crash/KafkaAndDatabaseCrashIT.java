package org.heddle.crash;

import java.util.EnumSet;
import java.util.List;
import org.heddle.crash.app.Participant;

/** Receives from Kafka, stores in a database and sends to Kafka: two phases. */
class KafkaAndDatabaseCrashIT extends CrashSuite {

  KafkaAndDatabaseCrashIT() {
    super("Kafka and a database", EnumSet.of(Participant.DATABASE, Participant.BROKER));
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsideKafka();
  }

  @Override
  Load load(OutsideBroker broker, CrashServer server) {
    return new MessageLoad(broker);
  }

  @Override
  List<KillPoint> points(OutsideBroker broker) {
    return KillPoint.ofTwoPhases(broker.backendClass());
  }
}
