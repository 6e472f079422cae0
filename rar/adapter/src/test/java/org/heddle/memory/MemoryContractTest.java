package org.heddle.memory;

import java.util.EnumSet;
import java.util.Set;
import org.heddle.contract.BackendContract;
import org.heddle.contract.Capability;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** The in-memory broker does all that is asked, but for partitions. */
class MemoryContractTest extends BackendContract {

  private static final long MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  @Override
  protected AbstractManagedConnectionFactory managedConnectionFactory() {
    MemoryManagedConnectionFactory factory = new MemoryManagedConnectionFactory();
    factory.setMaxMessageBytes(MAX_MESSAGE_BYTES);
    return factory;
  }

  @Override
  protected Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.PARTITIONS));
  }

  @Override
  protected int maxMessageBytes() {
    return (int) MAX_MESSAGE_BYTES;
  }
}
