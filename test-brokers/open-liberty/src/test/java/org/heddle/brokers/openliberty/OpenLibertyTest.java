package org.heddle.brokers.openliberty;

import org.heddle.brokers.ScriptedServerContract;
import org.heddle.brokers.ServerOptions;
import org.junit.jupiter.api.Tag;

@Tag("open-liberty")
class OpenLibertyTest extends ScriptedServerContract<OpenLiberty> {

  OpenLibertyTest() {
    super("web.xml", "$WLP_HOME/bin/server", "$WLP_USER_DIR/servers/$SERVER");
  }

  @Override
  protected OpenLiberty start(ServerOptions options) {
    return OpenLiberty.start(options, "servlet-6.0");
  }
}
