package org.heddle.memory;

import java.util.EnumSet;
import java.util.Set;
import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;
import org.heddle.contract.Capability;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

class MemoryContractTest extends BackendContract {

  @Override
  protected BackendUnderTest start() {
    return new MemoryUnderTest();
  }

  /** The in-memory broker does all that is asked, but for partitions. */
  private static final class MemoryUnderTest implements BackendUnderTest {

    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    @Override
    public AbstractManagedConnectionFactory managedConnectionFactory() {
      MemoryManagedConnectionFactory factory = new MemoryManagedConnectionFactory();
      factory.setMaxMessageBytes((long) MAX_MESSAGE_BYTES);
      return factory;
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(EnumSet.of(Capability.PARTITIONS));
    }

    @Override
    public int maxMessageBytes() {
      return MAX_MESSAGE_BYTES;
    }
  }
}
