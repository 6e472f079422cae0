package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("tomee")
class TomEeCrashIT extends CrashScenario {

  TomEeCrashIT() {
    super(broker -> TomEeServer.start(broker, 0, 200));
  }
}
