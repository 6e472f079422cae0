package org.heddle.crash;

import java.util.EnumSet;
import java.util.List;
import org.heddle.crash.app.Participant;

/**
 * Stores in two databases, without the adapter: that the server recovers as configured, and that
 * the suite sees what is in doubt.
 */
class TwoDatabasesCrashIT extends CrashSuite {

  TwoDatabasesCrashIT() {
    super("Two databases", EnumSet.of(Participant.DATABASE, Participant.ARCHIVE));
  }

  @Override
  OutsideBroker startBroker() {
    return new OutsideKafka();
  }

  @Override
  Load load(OutsideBroker broker, CrashServer server) {
    return new RequestLoad(server::store);
  }

  @Override
  List<KillPoint> points(OutsideBroker broker) {
    return List.of(
        KillPoint.DATABASE_PREPARED,
        KillPoint.BEFORE_DATABASE_COMMIT,
        KillPoint.DATABASE_COMMITTED);
  }
}
