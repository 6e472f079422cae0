package org.heddle.crash;

import java.util.EnumSet;
import java.util.List;
import org.heddle.crash.app.Participant;

/** Receives from Pulsar and sends to it: one participant, one phase. */
class PulsarAloneCrashIT extends CrashSuite {

  PulsarAloneCrashIT() {
    super("Pulsar alone", EnumSet.of(Participant.BROKER));
  }

  @Override
  OutsideBroker startBroker() throws Exception {
    return new OutsidePulsar();
  }

  @Override
  Load load(OutsideBroker broker, CrashServer server) {
    return new MessageLoad(broker);
  }

  @Override
  List<KillPoint> points(OutsideBroker broker) {
    return List.of(
        KillPoint.BEFORE_COMMIT, KillPoint.settled(broker.backendClass()), KillPoint.COMMITTED);
  }
}
