package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.wildfly.WildFly;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.plugin.tools.Deployment;
import org.wildfly.plugin.tools.DeploymentManager;
import org.wildfly.plugin.tools.DeploymentResult;

/** What an administrator of WildFly is told: of pools, and of applications that cannot be had. */
@Tag("wildfly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WildFlyManagementIT {

  private static final ModelNode POOL =
      Operations.createAddress(
          "subsystem",
          "resource-adapters",
          "resource-adapter",
          "heddle",
          "connection-definitions",
          "heddle-kafka");
  private static final ModelNode STATISTICS = POOL.clone().add("statistics", "pool");

  @TempDir private static Path directory;
  private KafkaBroker broker;
  private WildFly server;
  private ModelControllerClient management;

  @BeforeAll
  void start() throws IOException {
    int port = FreePorts.next();
    broker = KafkaBroker.start(KafkaOptions.defaults());
    server =
        WildFly.start(
            ScriptedServer.WILDFLY.options(
                "kafka", Map.of("kafka.bootstrap.servers", broker.bootstrapServers())),
            port);
    management = ModelControllerClient.Factory.create("127.0.0.1", port);
  }

  @AfterAll
  void stop() throws IOException {
    try (KafkaBroker ended = broker;
        WildFly closed = server) {
      management.close();
    }
  }

  @Test
  @Order(1)
  void shouldTestAndCountTheConnectionsOfAPool() throws IOException {
    execute(Operations.createWriteAttributeOperation(STATISTICS, "statistics-enabled", true));

    ModelNode tested = execute(Operations.createOperation("test-connection-in-pool", POOL));

    assertThat(Operations.isSuccessfulOutcome(tested)).as(tested.toString()).isTrue();
    assertThat(statistic("CreatedCount")).isEqualTo(1);
    assertThat(statistic("InUseCount")).isZero();
  }

  @Test
  @Order(2)
  void shouldDeployAnApplicationThatBundlesTheApiAndNamesTheAdapter() throws IOException {
    assertThat(deploy(Application.bundling("named.war", true)).successful()).isTrue();
  }

  @Test
  @Order(3)
  void shouldNotDeployAnApplicationThatBundlesTheApiAlone() throws IOException {
    assertThat(deploy(Application.bundling("bundled.war", false)).getFailureMessage())
        .contains(
            "WFLYEJB0383: No message listener of type org.heddle.api.MessageListener found in"
                + " resource adapter heddle");
  }

  @Test
  @Order(4)
  void shouldFindOutThatTheBrokerIsDown() throws IOException {
    broker.kill();

    ModelNode tested = execute(Operations.createOperation("test-connection-in-pool", POOL));

    assertThat(Operations.isSuccessfulOutcome(tested)).as(tested.toString()).isFalse();
    assertThat(Files.readString(server.log()))
        .contains("the broker did not answer")
        .contains(broker.bootstrapServers());
  }

  private int statistic(String name) throws IOException {
    return Operations.readResult(execute(Operations.createReadAttributeOperation(STATISTICS, name)))
        .asInt();
  }

  private ModelNode execute(ModelNode operation) throws IOException {
    return management.execute(operation);
  }

  private DeploymentResult deploy(WebArchive war) throws IOException {
    Path file = directory.resolve(war.getName());
    war.as(ZipExporter.class).exportTo(file.toFile());
    try (Deployment deployment = Deployment.of(file)) {
      return DeploymentManager.create(management).deploy(deployment);
    }
  }
}
