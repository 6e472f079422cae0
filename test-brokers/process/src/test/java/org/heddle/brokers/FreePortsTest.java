package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
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

  @Test
  void shouldKeepAPortThatNobodyListensOnFromOtherVirtualMachines() {
    int ours = FreePorts.next();
    // Neither one that is given, nor one that an outgoing connection could be given meanwhile.
    int nobodys = ThreadLocalRandom.current().nextInt(10_000, 20_000);

    try (ChildProcess other = ChildProcess.create("claimant")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> other.run(TestCommands.claimant(ours)))
          .withMessageContaining("ended with exit code " + Claimant.REFUSED);
      other.run(TestCommands.claimant(nobodys));
    }
    assertThat(FreePorts.reserve(ours)).as("reserved twice").isFalse();
    assertThat(FreePorts.reserve(nobodys)).as("reserved after the other's end").isTrue();
  }
}
