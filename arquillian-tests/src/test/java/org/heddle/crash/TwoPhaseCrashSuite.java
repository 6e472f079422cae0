package org.heddle.crash;

import java.util.EnumSet;
import java.util.List;
import org.heddle.crash.app.Participant;

/** Moves messages through a broker and stores each in the database: two participants. */
abstract class TwoPhaseCrashSuite extends CrashSuite {

  TwoPhaseCrashSuite(String title) {
    super(title, EnumSet.of(Participant.DATABASE, Participant.BROKER));
  }

  @Override
  Load load(OutsideBroker broker, CrashServer server) {
    return new MessageLoad(broker);
  }

  @Override
  List<KillPoint> points(OutsideBroker broker) {
    return List.of(
        KillPoint.BEFORE_PREPARE,
        KillPoint.PREPARED,
        KillPoint.DATABASE_PREPARED,
        KillPoint.BEFORE_COMMIT,
        KillPoint.settled(broker.backendClass()),
        KillPoint.BEFORE_REMOVAL,
        KillPoint.COMMITTED,
        KillPoint.BEFORE_DATABASE_COMMIT,
        KillPoint.DATABASE_COMMITTED);
  }
}
