package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void shouldFindAPortThatCanBeListenedOn() throws IOException {
    int port = FreePorts.next();

    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.isBound()).isTrue();
    }
  }

  @Test
  void shouldStayBelowThePortsOfOutgoingConnections() {
    assertThat(FreePorts.next()).isBetween(20_000, 29_999);
  }
}
