package org.heddle.server.secrets;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.resource.ConnectionFactoryDefinition;
import java.util.List;
import org.heddle.api.MessagingException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Prints all that connection factories say when a secret is wrong or has no place. */
@ConnectionFactoryDefinition(
    name = Indiscretion.WRONG_PASSWORD,
    interfaceName = "org.heddle.api.KafkaConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "bootstrapServers=${MPCONFIG=kafka.bootstrap.servers}",
      "operationTimeoutMillis=2000",
      "securityProtocol=SASL_PLAINTEXT",
      "saslMechanism=PLAIN",
      "saslJaasConfig=org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"mallory\" password=\""
          + Indiscretion.SECRET
          + "-jaas\";"
    })
@ConnectionFactoryDefinition(
    name = Indiscretion.WRONG_STORES,
    interfaceName = "org.heddle.api.KafkaConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "bootstrapServers=${MPCONFIG=kafka.bootstrap.servers}",
      "operationTimeoutMillis=2000",
      "securityProtocol=SASL_SSL",
      "saslMechanism=PLAIN",
      "userName=mallory",
      "password=" + Indiscretion.SECRET + "-password",
      "trustStoreLocation=no-such-trust-store",
      "trustStorePassword=" + Indiscretion.SECRET + "-trust-store",
      "keyStoreLocation=no-such-key-store",
      "keyStorePassword=" + Indiscretion.SECRET + "-key-store",
      "keyPassword=" + Indiscretion.SECRET + "-key"
    })
@ConnectionFactoryDefinition(
    name = Indiscretion.MISPLACED,
    interfaceName = "org.heddle.api.KafkaConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "bootstrapServers=not an address",
      "securityProtocol=PLAINTEXT",
      "userName=mallory",
      "password=" + Indiscretion.SECRET + "-password",
      "saslJaasConfig=" + Indiscretion.SECRET + "-jaas",
      "trustStorePassword=" + Indiscretion.SECRET + "-trust-store",
      "keyStorePassword=" + Indiscretion.SECRET + "-key-store",
      "keyPassword=" + Indiscretion.SECRET + "-key",
      "properties=sasl.jaas.config=" + Indiscretion.SECRET + "-free"
    })
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Indiscretion {

  /** Part of each password. */
  public static final String SECRET = "NobodyMayReadThis";

  /** Printed when all has been said. */
  public static final String DONE = "All secrets were tried";

  static final String WRONG_PASSWORD = "java:global/secrets/WrongPassword";
  static final String WRONG_STORES = "java:global/secrets/WrongStores";
  static final String MISPLACED = "java:global/secrets/Misplaced";

  private static final System.Logger LOG = System.getLogger(Indiscretion.class.getName());

  @Resource(lookup = WRONG_PASSWORD)
  private PubSubConnectionFactory wrongPassword;

  @Resource(lookup = WRONG_STORES)
  private PubSubConnectionFactory wrongStores;

  @Resource(lookup = MISPLACED)
  private PubSubConnectionFactory misplaced;

  @PostConstruct
  void provoke() {
    for (PubSubConnectionFactory factory : List.of(wrongPassword, wrongStores, misplaced)) {
      LOG.log(WARNING, "{0}", factory);
      send(factory);
    }
    LOG.log(WARNING, DONE);
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
