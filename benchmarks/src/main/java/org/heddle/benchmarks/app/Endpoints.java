package org.heddle.benchmarks.app;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Starts and stops the delivery to beans, as an administrator would. */
final class Endpoints {

  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
  private static final long POLL_MILLIS = 5;
  private static final long PATIENCE_MILLIS = 60_000;

  private Endpoints() {}

  /** Lets a topic's bean take messages, and waits until it can. */
  static void resume(String topic) throws JMException, InterruptedException {
    resume(named(topic));
  }

  private static void resume(Set<ObjectName> endpoints) throws JMException, InterruptedException {
    for (ObjectName endpoint : endpoints) {
      SERVER.invoke(endpoint, "resume", null, null);
    }
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    for (ObjectName endpoint : endpoints) {
      while (!SERVER.getAttribute(endpoint, "State").equals("RUNNING")) {
        if (System.currentTimeMillis() > deadline) {
          throw new IllegalStateException(
              endpoint + " does not start: " + SERVER.getAttribute(endpoint, "LastError"));
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** Ends that, and waits until nothing is under way. */
  static void pause(String topic) throws JMException {
    pause(named(topic));
  }

  private static void pause(Set<ObjectName> endpoints) throws JMException {
    for (ObjectName endpoint : endpoints) {
      Object[] limit = {PATIENCE_MILLIS};
      if (!(Boolean) SERVER.invoke(endpoint, "drain", limit, new String[] {"long"})) {
        throw new IllegalStateException(endpoint + " does not stop");
      }
    }
  }

  /** Starts the delivery to a number of beans; returns the nanoseconds until all can take any. */
  static String resumeSome(Parameters parameters) throws JMException, InterruptedException {
    Set<ObjectName> some = some(parameters.number("count"));
    long start = System.nanoTime();
    resume(some);
    return String.valueOf(System.nanoTime() - start);
  }

  /** Stops the same, one after the other; returns the nanoseconds that it took. */
  static String pauseSome(Parameters parameters) throws JMException {
    Set<ObjectName> some = some(parameters.number("count"));
    long start = System.nanoTime();
    pause(some);
    return String.valueOf(System.nanoTime() - start);
  }

  private static Set<ObjectName> some(int count) throws JMException {
    return query("*").stream().sorted().limit(count).collect(Collectors.toSet());
  }

  /** What the endpoints of a topic say of themselves, for whoever waits for them in vain. */
  static String describe(String topic) throws JMException {
    StringBuilder words = new StringBuilder();
    for (ObjectName endpoint : named(topic)) {
      for (String attribute : List.of("State", "Delivered", "Acknowledged", "Lag", "LastError")) {
        words.append(attribute).append('=').append(SERVER.getAttribute(endpoint, attribute));
        words.append(' ');
      }
    }
    return words.toString();
  }

  private static Set<ObjectName> named(String topic) throws JMException {
    Set<ObjectName> found = query("topic=" + ObjectName.quote(topic) + ",*");
    if (found.isEmpty()) {
      throw new IllegalStateException("No bean takes messages from " + topic);
    }
    return found;
  }

  private static Set<ObjectName> query(String properties) throws JMException {
    return SERVER.queryNames(new ObjectName("org.heddle:type=Endpoint," + properties), null);
  }
}
