package org.heddle.benchmarks.app;

import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.benchmarks.plain.PlainClient;

/** Where this server's things are, and which broker: system properties that the harness sets. */
final class Surroundings {

  static final String SUBSCRIPTION = "benchmarks";

  private Surroundings() {}

  static String broker() {
    return System.getProperty("benchmarks.broker");
  }

  static PlainClient plainClient() throws Exception {
    return PlainClient.of(broker(), System.getProperty("benchmarks.address"));
  }

  static PubSubConnectionFactory factory() throws NamingException {
    return lookUp("benchmarks.factory");
  }

  /** Whether a new subscription can have what was sent before. */
  static boolean keepsMessages() {
    return !broker().equals("mqtt");
  }

  static UserTransaction userTransaction() throws NamingException {
    return InitialContext.doLookup("java:comp/UserTransaction");
  }

  /** Looks something up whose name is a system property. */
  static <T> T lookUp(String property) throws NamingException {
    return InitialContext.doLookup(System.getProperty(property));
  }
}
