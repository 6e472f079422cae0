package org.heddle.memory;

import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;
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
    public int maxMessageBytes() {
      return MAX_MESSAGE_BYTES;
    }
  }
}
