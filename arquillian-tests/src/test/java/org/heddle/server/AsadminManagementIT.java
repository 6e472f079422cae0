package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.server.app.Subscriptions;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an administrator of Payara Server or GlassFish is told of pools, and what becomes of an
 * application that bundles the API.
 */
@Tag("glassfish")
@Tag("payara-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsadminManagementIT {

  private static final String POOL = "server.resources.heddle-memory.";

  private final SuiteServer chosen = SuiteServer.chosen();
  private GlassFish server;

  @BeforeAll
  void start() {
    server = (GlassFish) chosen.start("memory", Map.of(), List.of(), List.of());
    server.asadmin("enable-monitoring", "--modules", "connector-connection-pool=HIGH");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void shouldServeAnApplicationThatBundlesTheApiAndCountItsConnections(@TempDir Path directory) {
    WebArchive war =
        Application.bundling("bundled.war", false)
            .addClasses(Subscriptions.class, MemoryDefinition.class);
    chosen.describe(war, Map.of());
    Path file = directory.resolve(war.getName());
    war.as(ZipExporter.class).exportTo(file.toFile());

    server.asadmin("deploy", file.toString());

    Map<String, String> statistics = statistics();
    assertThat(statistics).containsEntry("numconnused-current", "0");
    assertThat(statistics)
        .containsKeys("numconncreated-count", "numconnacquired-count", "numconnreleased-count");
    assertThat(statistics.get("numconncreated-count")).isNotEqualTo("0");
    assertThat(statistics.get("numconnacquired-count"))
        .isNotEqualTo("0")
        .isEqualTo(statistics.get("numconnreleased-count"));
  }

  private Map<String, String> statistics() {
    return server
        .asadmin("get", "--monitor", POOL + "*")
        .lines()
        .filter(line -> line.startsWith(POOL))
        .map(line -> line.substring(POOL.length()).split(" = ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
