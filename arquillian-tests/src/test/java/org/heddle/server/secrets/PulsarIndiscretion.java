package org.heddle.server.secrets;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.resource.ConnectionFactoryDefinition;
import org.heddle.api.PubSubConnectionFactory;

/** The secrets of Pulsar. */
@ConnectionFactoryDefinition(
    name = PulsarIndiscretion.NO_ISSUER,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serviceUrl=pulsar://127.0.0.1:1",
      "operationTimeoutMillis=1000",
      "oauthIssuerUrl=http://127.0.0.1:1/",
      "oauthCredentials={\"client_id\":\"mallory\",\"client_secret\":\""
          + Indiscretion.SECRET
          + "-oauth\"}"
    })
@ConnectionFactoryDefinition(
    name = PulsarIndiscretion.UNREADABLE,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serviceUrl=pulsar://127.0.0.1:1",
      "operationTimeoutMillis=1000",
      "authPlugin=org.apache.pulsar.client.impl.auth.AuthenticationBasic",
      "authParams=" + Indiscretion.SECRET + "-authParams"
    })
@ConnectionFactoryDefinition(
    name = PulsarIndiscretion.NO_BROKER,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serviceUrl=pulsar://127.0.0.1:1",
      "operationTimeoutMillis=1000",
      "token=" + Indiscretion.SECRET + "-token"
    })
@ConnectionFactoryDefinition(
    name = PulsarIndiscretion.WRONG_STORES,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serviceUrl=pulsar+ssl://127.0.0.1:1",
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
    name = PulsarIndiscretion.MISPLACED,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    properties = {
      "serviceUrl=not an address",
      "token=" + Indiscretion.SECRET + "-token",
      "password=" + Indiscretion.SECRET + "-password",
      "oauthCredentials=" + Indiscretion.SECRET + "-oauthCredentials",
      "authParams=" + Indiscretion.SECRET + "-authParams",
      "trustStorePassword=" + Indiscretion.SECRET + "-trustStorePassword",
      "keyStorePassword=" + Indiscretion.SECRET + "-keyStorePassword",
      "keyPassword=" + Indiscretion.SECRET + "-keyPassword",
      "properties=sslFactoryPlugin=" + Indiscretion.SECRET + "-free"
    })
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class PulsarIndiscretion {

  static final String NO_ISSUER = "java:global/secrets/PulsarNoIssuer";
  static final String UNREADABLE = "java:global/secrets/PulsarUnreadable";
  static final String NO_BROKER = "java:global/secrets/PulsarNoBroker";
  static final String WRONG_STORES = "java:global/secrets/PulsarWrongStores";
  static final String MISPLACED = "java:global/secrets/PulsarMisplaced";

  @Resource(lookup = NO_ISSUER)
  private PubSubConnectionFactory noIssuer;

  @Resource(lookup = UNREADABLE)
  private PubSubConnectionFactory unreadable;

  @Resource(lookup = NO_BROKER)
  private PubSubConnectionFactory noBroker;

  @Resource(lookup = WRONG_STORES)
  private PubSubConnectionFactory wrongStores;

  @Resource(lookup = MISPLACED)
  private PubSubConnectionFactory misplaced;

  @PostConstruct
  void provoke() {
    Indiscretion.provoke("Pulsar", noIssuer, unreadable, noBroker, wrongStores, misplaced);
  }
}
