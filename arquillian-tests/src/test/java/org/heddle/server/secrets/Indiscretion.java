package org.heddle.server.secrets;

import static java.lang.System.Logger.Level.WARNING;

import org.heddle.api.MessagingException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Prints all that connection factories say when a secret is wrong or has no place. */
public final class Indiscretion {

  /** Part of each password. */
  public static final String SECRET = "NobodyMayReadThis";

  private static final System.Logger LOG = System.getLogger(Indiscretion.class.getName());

  private Indiscretion() {}

  /**
   * Says what is printed when all that a broker's factories say has been.
   *
   * @param broker its name
   */
  public static String done(String broker) {
    return "All secrets were tried with " + broker;
  }

  static void provoke(String broker, PubSubConnectionFactory... factories) {
    for (PubSubConnectionFactory factory : factories) {
      LOG.log(WARNING, "{0}", factory);
      send(factory);
    }
    LOG.log(WARNING, done(broker));
  }

  private static void send(PubSubConnectionFactory factory) {
    try (PubSubConnection connection = factory.getConnection()) {
      connection.createProducer("q1/tg/server/secrets", String.class).send("text");
      throw new IllegalStateException("A wrong secret was good enough");
    } catch (MessagingException e) {
      LOG.log(WARNING, "As expected", e);
    }
  }
}
