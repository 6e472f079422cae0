package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("open-liberty")
class OpenLibertyCrashIT extends CrashScenario {

  OpenLibertyCrashIT() {
    super(broker -> OpenLibertyServer.start(broker, 0, 200));
  }
}
