package org.heddle.brokers.glassfish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.heddle.brokers.ScriptedServerContract;
import org.heddle.brokers.ServerOptions;

/** What tests expect of a server, whichever of the family it is. */
abstract class GlassFishContract extends ScriptedServerContract<GlassFish> {

  private final Distribution distribution;

  GlassFishContract(Distribution distribution) {
    super(
        "Element [not-closed] is not a valid root element",
        "$GLASSFISH_HOME/bin/asadmin",
        "$DOMAIN_DIR/$DOMAIN");
    this.distribution = distribution;
  }

  @Override
  protected GlassFish start(ServerOptions options) {
    return GlassFish.start(distribution, options);
  }

  @Override
  protected void verify(GlassFish server) throws IOException {
    super.verify(server);
    assertThat(server.asadmin("list-applications")).contains("first", "second");
  }
}
