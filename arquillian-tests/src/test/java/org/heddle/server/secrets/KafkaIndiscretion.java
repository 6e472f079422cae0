package org.heddle.server.secrets;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.resource.ConnectionFactoryDefinition;
import org.heddle.api.PubSubConnectionFactory;

/** The secrets of Kafka, and a broker that refuses one. */
@ConnectionFactoryDefinition(
    name = KafkaIndiscretion.WRONG_PASSWORD,
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
    name = KafkaIndiscretion.WRONG_STORES,
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
    name = KafkaIndiscretion.MISPLACED,
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
@TransactionManagement(TransactionManagementType.BEAN)
public class KafkaIndiscretion {

  static final String WRONG_PASSWORD = "java:global/secrets/WrongPassword";
  static final String WRONG_STORES = "java:global/secrets/WrongStores";
  static final String MISPLACED = "java:global/secrets/Misplaced";

  @Resource(lookup = WRONG_PASSWORD)
  private PubSubConnectionFactory wrongPassword;

  @Resource(lookup = WRONG_STORES)
  private PubSubConnectionFactory wrongStores;

  @Resource(lookup = MISPLACED)
  private PubSubConnectionFactory misplaced;

  @PostConstruct
  void provoke() {
    Indiscretion.provoke("Kafka", wrongPassword, wrongStores, misplaced);
  }
}
