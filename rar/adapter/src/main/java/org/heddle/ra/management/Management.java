package org.heddle.ra.management;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.transaction.PreparedTransactions;

/**
 * Shows the adapter to JMX while it is started, on the server's platform MBean server. Safe for
 * several threads.
 */
public final class Management implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Management.class.getName());

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name;

  /**
   * Registers the adapter; one that cannot be shown works all the same.
   *
   * @param transactions what is prepared
   * @param adapter tells the adapter from others in the process
   */
  public Management(PreparedTransactions transactions, String adapter) {
    name = name(adapter);
    try {
      server.registerMBean(new Prepared(transactions), name);
    } catch (JMException e) {
      LOG.log(WARNING, "The adapter cannot be managed as " + name, e);
    }
  }

  /**
   * Names the MBean of the prepared transactions.
   *
   * @param adapter tells the adapter from others in the process
   * @return {@code org.heddle:type=PreparedTransactions,adapter=...}
   */
  public static ObjectName name(String adapter) {
    try {
      return new ObjectName("org.heddle:type=PreparedTransactions,adapter=" + adapter);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(adapter, e);
    }
  }

  @Override
  public void close() {
    try {
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.log(WARNING, "The adapter is not taken back from management: " + name, e);
    }
  }

  private record Prepared(PreparedTransactions transactions) implements PreparedTransactionsMXBean {

    @Override
    public List<Entry> getTransactions() {
      return transactions.list().stream()
          .map(
              it ->
                  new Entry(
                      it.name(),
                      it.branch(),
                      it.resource(),
                      Instant.ofEpochMilli(it.preparedMillis()).toString(),
                      it.sends(),
                      it.acknowledgements(),
                      it.decision().name()))
          .toList();
    }

    @Override
    public void commit(String name) {
      explain(() -> transactions.decide(name, Decision.COMMITTED));
    }

    @Override
    public void rollback(String name) {
      explain(() -> transactions.decide(name, Decision.ROLLED_BACK));
    }

    @Override
    public void forget(String name) {
      explain(() -> transactions.forget(name));
    }

    /** A console has the JDK's exceptions alone. */
    private static void explain(Runnable call) {
      try {
        call.run();
      } catch (MessagingException e) {
        throw new IllegalArgumentException(e.getMessage());
      }
    }
  }
}
