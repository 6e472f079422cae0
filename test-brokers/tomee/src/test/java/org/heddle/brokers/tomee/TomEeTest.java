package org.heddle.brokers.tomee;

import org.heddle.brokers.ScriptedServerContract;
import org.heddle.brokers.ServerOptions;
import org.junit.jupiter.api.Tag;

@Tag("tomee")
class TomEeTest extends ScriptedServerContract<TomEe> {

  TomEeTest() {
    super("web.xml", "$CATALINA_HOME/LICENSE", "$CATALINA_BASE");
  }

  @Override
  protected TomEe start(ServerOptions options) {
    return TomEe.start(options);
  }
}
