package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("wildfly")
class WildFlyCrashIT extends CrashScenario {

  WildFlyCrashIT() {
    super(broker -> WildFlyServer.start(broker, 0, 200));
  }
}
