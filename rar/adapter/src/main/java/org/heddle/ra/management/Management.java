package org.heddle.ra.management;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.heddle.ra.transaction.PreparedTransactions;

/**
 * Shows the adapter to JMX while it is started, on the server's platform MBean server. What cannot
 * be shown works all the same. Safe for several threads.
 */
public final class Management implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Management.class.getName());

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Set<ObjectName> shown = ConcurrentHashMap.newKeySet();
  private final String adapter;

  /**
   * Starts without any MBean.
   *
   * @param adapter tells the adapter from others in the process: letters, digits and dashes
   */
  public Management(String adapter) {
    this.adapter = adapter;
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

  /**
   * Shows the prepared transactions until the adapter stops.
   *
   * @param transactions what is prepared
   */
  public void show(PreparedTransactions transactions) {
    register(new PreparedTransactionsView(transactions), name(adapter).toString());
  }

  /**
   * Shows an endpoint.
   *
   * @param endpoint what is shown
   * @return takes it back; may be called more than once
   */
  public Runnable show(EndpointMXBean endpoint) {
    return register(
        endpoint,
        "org.heddle:type=Endpoint,adapter=%s,topic=%s,subscription=%s,bean=%s"
            .formatted(
                adapter,
                ObjectName.quote(endpoint.getTopic()),
                ObjectName.quote(endpoint.getSubscription()),
                ObjectName.quote(endpoint.getBean())));
  }

  /**
   * Shows a connection factory.
   *
   * @param factory what is shown
   * @return takes it back; may be called more than once
   */
  public Runnable show(ConnectionFactoryMXBean factory) {
    return register(
        factory,
        "org.heddle:type=ConnectionFactory,adapter=%s,resource=%s"
            .formatted(adapter, ObjectName.quote(factory.getResource())));
  }

  /** A name that is taken gets a number: one bean class may be deployed twice, for example. */
  private Runnable register(Object mbean, String name) {
    try {
      ObjectName free = new ObjectName(name);
      for (int number = 2; !registered(mbean, free); number++) {
        free = new ObjectName(name + ",number=" + number);
      }
      ObjectName registered = free;
      shown.add(registered);
      return () -> takeBack(registered);
    } catch (JMException | RuntimeException e) {
      LOG.log(WARNING, "This cannot be managed and works all the same: " + name, e);
      return () -> {};
    }
  }

  private boolean registered(Object mbean, ObjectName name) throws JMException {
    try {
      server.registerMBean(mbean, name);
      return true;
    } catch (InstanceAlreadyExistsException taken) {
      return false;
    }
  }

  private void takeBack(ObjectName name) {
    if (!shown.remove(name)) {
      return;
    }
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else has taken it back, which is as good.
    } catch (JMException | RuntimeException e) {
      LOG.log(WARNING, "This is not taken back from management: " + name, e);
    }
  }

  /** Takes back whatever is still shown. */
  @Override
  public void close() {
    shown.forEach(this::takeBack);
  }
}
