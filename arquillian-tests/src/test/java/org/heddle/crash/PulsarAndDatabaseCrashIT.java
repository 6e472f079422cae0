package org.heddle.crash;

import java.util.EnumSet;
import java.util.List;
import org.heddle.crash.app.Participant;

/** Receives from Pulsar, stores in a database and sends to Pulsar: two phases. */
class PulsarAndDatabaseCrashIT extends CrashSuite {

  PulsarAndDatabaseCrashIT() {
    super("Pulsar and a database", EnumSet.of(Participant.DATABASE, Participant.BROKER));
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsidePulsar();
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
