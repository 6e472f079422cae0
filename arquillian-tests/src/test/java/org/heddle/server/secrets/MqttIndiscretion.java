package org.heddle.server.secrets;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.resource.ConnectionFactoryDefinition;
import org.heddle.api.PubSubConnectionFactory;

/** The secrets of MQTT. */
@ConnectionFactoryDefinition(
    name = MqttIndiscretion.NO_BROKER,
    interfaceName = "org.heddle.api.MqttConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serverUri=tcp://127.0.0.1:1",
      "operationTimeoutMillis=1000",
      "userName=mallory",
      "password=" + Indiscretion.SECRET + "-password"
    })
@ConnectionFactoryDefinition(
    name = MqttIndiscretion.WRONG_STORES,
    interfaceName = "org.heddle.api.MqttConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serverUri=ssl://127.0.0.1:1",
      "operationTimeoutMillis=1000",
      "userName=mallory",
      "password=" + Indiscretion.SECRET + "-password",
      "trustStoreLocation=no-such-trust-store",
      "trustStorePassword=" + Indiscretion.SECRET + "-trustStorePassword",
      "keyStoreLocation=no-such-key-store",
      "keyStorePassword=" + Indiscretion.SECRET + "-keyStorePassword",
      "keyPassword=" + Indiscretion.SECRET + "-keyPassword"
    })
@ConnectionFactoryDefinition(
    name = MqttIndiscretion.MISPLACED,
    interfaceName = "org.heddle.api.MqttConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serverUri=not an address",
      "password=" + Indiscretion.SECRET + "-password",
      "trustStorePassword=" + Indiscretion.SECRET + "-trustStorePassword",
      "keyStorePassword=" + Indiscretion.SECRET + "-keyStorePassword",
      "keyPassword=" + Indiscretion.SECRET + "-keyPassword"
    })
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class MqttIndiscretion {

  static final String NO_BROKER = "java:global/secrets/MqttNoBroker";
  static final String WRONG_STORES = "java:global/secrets/MqttWrongStores";
  static final String MISPLACED = "java:global/secrets/MqttMisplaced";

  @Resource(lookup = NO_BROKER)
  private PubSubConnectionFactory noBroker;

  @Resource(lookup = WRONG_STORES)
  private PubSubConnectionFactory wrongStores;

  @Resource(lookup = MISPLACED)
  private PubSubConnectionFactory misplaced;

  @PostConstruct
  void provoke() {
    Indiscretion.provoke("Mqtt", noBroker, wrongStores, misplaced);
  }
}
