package org.heddle.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.kafka.ClientProperties.Client;
import org.heddle.spi.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaManagedConnectionFactoryTest {

  private final KafkaManagedConnectionFactory bean = new KafkaManagedConnectionFactory();

  @Test
  void shouldHaveDefaultsThatWorkWithABrokerOnThisMachine() throws Exception {
    assertThat(settings().clientProperties(Client.ADMIN, Map.of()))
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("security.protocol", "PLAINTEXT")
        .containsEntry("client.id", "heddle")
        .containsEntry("default.api.timeout.ms", 10_000);
  }

  @Test
  void shouldTellEveryFaultAtOnceByItsProperty() {
    bean.setBootstrapServers(" ");
    bean.setClientId(null);
    bean.setSecurityProtocol("TLS");
    bean.setOperationTimeoutMillis(10L);
    bean.setAcknowledgeIntervalMillis(0L);
    bean.setTransactionTimeoutMillis(Long.MAX_VALUE);
    bean.setTransactionalProducers(0);
    bean.setPrefetch(null);
    bean.setPrefetchBytes(-1L);
    bean.setGroupProtocol("SHARE");
    bean.setPartitions(0);
    bean.setReplicationFactor(40_000);
    bean.setProperties("group.id=x");

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(
            e ->
                assertThat(names(e))
                    .containsExactlyInAnyOrder(
                        "bootstrapServers",
                        "clientId",
                        "securityProtocol",
                        "operationTimeoutMillis",
                        "acknowledgeIntervalMillis",
                        "transactionTimeoutMillis",
                        "transactionalProducers",
                        "prefetch",
                        "prefetchBytes",
                        "groupProtocol",
                        "partitions",
                        "replicationFactor",
                        "properties"));
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void shouldSecureEveryClientAlike(Client client) throws Exception {
    bean.setSecurityProtocol("SASL_SSL");
    bean.setSaslMechanism("SCRAM-SHA-512");
    bean.setUserName("alice");
    bean.setPassword("se\"cret");
    bean.setTrustStoreLocation("/trust");
    bean.setTrustStorePassword("t");
    bean.setTrustStoreType("PKCS12");
    bean.setKeyStoreLocation("/keys");
    bean.setKeyStorePassword("k");
    bean.setKeyStoreType("JKS");
    bean.setKeyPassword("kk");
    bean.setHostNameVerified(false);

    assertThat(settings().clientProperties(client, Map.of()))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"alice\" password=\"se\\\"cret\";")
        .containsEntry("ssl.truststore.location", "/trust")
        .containsEntry("ssl.truststore.password", "t")
        .containsEntry("ssl.truststore.type", "PKCS12")
        .containsEntry("ssl.keystore.location", "/keys")
        .containsEntry("ssl.keystore.password", "k")
        .containsEntry("ssl.keystore.type", "JKS")
        .containsEntry("ssl.key.password", "kk")
        .containsEntry("ssl.endpoint.identification.algorithm", "");
  }

  @Test
  void shouldTrustCertificatesThatAreGivenAsText() throws Exception {
    bean.setSecurityProtocol("SSL");
    bean.setTrustedCertificates("-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----");

    assertThat(settings().clientProperties(Client.CONSUMER, Map.of()))
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry(
            "ssl.truststore.certificates",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
        .doesNotContainKey("ssl.endpoint.identification.algorithm");
  }

  @Test
  void shouldTakeALoginConfigurationAsItIs() throws Exception {
    bean.setSecurityProtocol("SASL_PLAINTEXT");
    bean.setSaslMechanism("OAUTHBEARER");
    bean.setSaslJaasConfig("some.Module required;");

    assertThat(settings().clientProperties(Client.PRODUCER, Map.of()))
        .containsEntry("sasl.jaas.config", "some.Module required;");
  }

  @ParameterizedTest
  @CsvSource({
    "PLAINTEXT,      ,              userName,           userName",
    "SSL,            ,              password,           password",
    "PLAINTEXT,      PLAIN,         ,                   saslMechanism",
    "PLAINTEXT,      ,              saslJaasConfig,     saslJaasConfig",
    "PLAINTEXT,      ,              trustStoreLocation, trustStoreLocation",
    "SASL_PLAINTEXT, ,              userName,           saslMechanism",
    "SASL_PLAINTEXT, MD5,           userName,           saslMechanism",
    "SASL_PLAINTEXT, PLAIN,         userName,           password",
    "SASL_PLAINTEXT, PLAIN,         password,           userName",
    "SASL_PLAINTEXT, OAUTHBEARER,   ,                   saslJaasConfig",
    "SASL_SSL,       GSSAPI,        ,                   saslJaasConfig",
    "SSL,            ,              trustStorePassword, trustStoreLocation",
    "SSL,            ,              keyStoreType,       keyStoreLocation",
    "SSL,            ,              keyPassword,        keyPassword",
  })
  void shouldRefuseSecurityThatDoesNotFitTogether(
      String protocol, String mechanism, String given, String faulty) throws Exception {
    bean.setSecurityProtocol(protocol);
    bean.setSaslMechanism(mechanism);
    if (given != null) {
      new PropertyDescriptor(given, bean.getClass()).getWriteMethod().invoke(bean, "s3cr3t");
    }

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactly(faulty))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
  }

  @Test
  void shouldRefuseTwoWaysOfLoggingInOrTrusting() {
    bean.setSecurityProtocol("SASL_SSL");
    bean.setSaslMechanism("PLAIN");
    bean.setUserName("alice");
    bean.setSaslJaasConfig("x");
    bean.setTrustStoreLocation("/trust");
    bean.setTrustedCertificates("pem");

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(
            e ->
                assertThat(names(e))
                    .containsExactlyInAnyOrder("saslJaasConfig", "trustedCertificates"));
  }

  @Test
  void shouldLogInWithTheCredentialsOfTheCaller() throws Exception {
    bean.setSecurityProtocol("SASL_SSL");
    bean.setSaslMechanism("PLAIN");
    bean.setUserName("alice");
    bean.setPassword("a");

    KafkaSettings bob = bean.settings(Optional.of(new Credentials("bob", "b")));

    assertThat(bob.security().jaasConfig())
        .hasValueSatisfying(jaas -> assertThat(jaas).contains("username=\"bob\" password=\"b\""));
    assertThat(bob).isNotEqualTo(settings());
  }

  @Test
  void shouldRefuseCredentialsWhereNobodyLogsIn() {
    assertThatThrownBy(() -> bean.settings(Optional.of(new Credentials("bob", "b0b"))))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining("securityProtocol")
        .hasMessageNotContaining("b0b");
  }

  @Test
  void shouldBlameTheConfigurationWhenTheContainerSignsOnWithTheUserConfiguredThere() {
    bean.setUserName("heddle");
    bean.setPassword("secret");

    assertThatThrownBy(() -> bean.settings(Optional.of(new Credentials("heddle", "secret"))))
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactlyInAnyOrder("userName", "password"));
  }

  @Test
  void shouldHandFreePropertiesToTheClientsTheyAreMeantFor() throws Exception {
    bean.setProperties("linger.ms=7; consumer.fetch.min.bytes = 2\nproducer.linger.ms=8;a=b=c");

    KafkaSettings settings = settings();

    assertThat(settings.clientProperties(Client.PRODUCER, Map.of()))
        .containsEntry("linger.ms", "8")
        .containsEntry("a", "b=c")
        .doesNotContainKeys("fetch.min.bytes", "producer.linger.ms");
    assertThat(settings.clientProperties(Client.CONSUMER, Map.of()))
        .containsEntry("linger.ms", "7")
        .containsEntry("fetch.min.bytes", "2");
    assertThat(settings.clientProperties(Client.PRODUCER, Map.of("linger.ms", "9")))
        .containsEntry("linger.ms", "9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enable.auto.commit",
        "group.id",
        "group.instance.id",
        "transactional.id",
        "key.serializer",
        "value.deserializer",
        "auto.offset.reset",
        "isolation.level",
        "acks",
        "bootstrap.servers",
        "sasl.jaas.config",
        "ssl.keystore.password",
        "producer.transactional.id",
        "consumer.group.id",
        "enable.idempotence"
      })
  void shouldRefuseByNameWhatWouldBreakIt(String name) {
    bean.setProperties(name + "=false-s3cr3t");

    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void shouldAcceptIdempotenceThatStaysOn() throws Exception {
    bean.setProperties("enable.idempotence=true");

    assertThat(settings().properties()).containsKey("enable.idempotence");
  }

  @Test
  void shouldBoundEveryClientByTheOperationTimeout() throws Exception {
    bean.setOperationTimeoutMillis(4000L);

    assertThat(settings().clientProperties(Client.PRODUCER, Map.of()))
        .containsEntry("delivery.timeout.ms", 4000)
        .containsEntry("max.block.ms", 4000)
        .containsEntry("request.timeout.ms", 2000);
    assertThat(settings().clientProperties(Client.CONSUMER, Map.of()))
        .containsEntry("default.api.timeout.ms", 4000);
  }

  @Test
  void shouldShowNoSecret() throws Exception {
    bean.setSecurityProtocol("SASL_SSL");
    bean.setSaslMechanism("PLAIN");
    bean.setUserName("alice");
    BiConsumer<String, String> set =
        (property, value) -> {
          try {
            new PropertyDescriptor(property, bean.getClass()).getWriteMethod().invoke(bean, value);
          } catch (ReflectiveOperationException | java.beans.IntrospectionException e) {
            throw new AssertionError(e);
          }
        };
    bean.setTrustStoreLocation("/trust");
    bean.setKeyStoreLocation("/keys");
    for (String secret :
        new String[] {"password", "trustStorePassword", "keyStorePassword", "keyPassword"}) {
      set.accept(secret, "s3cr3t");
    }
    bean.setProperties("sasl.oauthbearer.assertion.private.key=s3cr3t");

    assertThat(settings().toString()).doesNotContain("s3cr3t").contains("localhost:9092");
    assertThat(settings().security().toString()).doesNotContain("s3cr3t");
    assertThat(settings().security().tls().keyStore().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void shouldMakeEqualSettingsOfEqualProperties() throws Exception {
    assertThat(settings())
        .isEqualTo(new KafkaManagedConnectionFactory().settings(Optional.empty()));
    bean.setPrefetch(1);
    assertThat(settings())
        .isNotEqualTo(new KafkaManagedConnectionFactory().settings(Optional.empty()));
  }

  private KafkaSettings settings() throws InvalidPropertyException {
    return bean.settings(Optional.empty());
  }

  private static String[] names(InvalidPropertyException e) {
    return Arrays.stream(e.getInvalidPropertyDescriptors())
        .map(PropertyDescriptor::getName)
        .toArray(String[]::new);
  }
}
