package org.heddle.brokers.wildfly;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.heddle.brokers.ScriptedServerContract;
import org.heddle.brokers.ServerOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wildfly")
class WildFlyTest extends ScriptedServerContract<WildFly> {

  WildFlyTest() {
    super("Failed to parse XML descriptor", "$WILDFLY_HOME/LICENSE.txt", "$WILDFLY_BASE/data");
  }

  @Override
  protected WildFly start(ServerOptions options) {
    return WildFly.start(options);
  }

  @Test
  void shouldSayThatItsManagementPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> WildFly.start(ServerOptions.defaults(), other.getLocalPort()))
          .withMessageContaining("Port " + other.getLocalPort())
          .withMessageContaining("taken");
    }
  }
}
