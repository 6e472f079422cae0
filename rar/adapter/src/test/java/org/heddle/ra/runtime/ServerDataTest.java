package org.heddle.ra.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ServerDataTest {

  @TempDir private Path data;
  private String set;

  @AfterEach
  void clear() {
    if (set != null) {
      System.clearProperty(set);
    }
  }

  private void set(String property, Path value) {
    set = property;
    System.setProperty(property, value.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.aas.instanceRoot",
        "jboss.server.data.dir",
        "server.output.dir",
        "catalina.base"
      })
  void shouldBeInTheServersOwnData(String property) {
    set(property, data);

    assertThat(ServerData.folder()).contains(data.resolve("heddle"));
  }

  @Test
  void shouldBeNowhereInAnUnknownServer() {
    assertThat(ServerData.folder()).isEmpty();
  }

  @Test
  void shouldNotBeWhereThereIsNoDirectory() {
    set("catalina.base", data.resolve("missing"));

    assertThat(ServerData.folder()).isEmpty();
  }

  @Test
  void shouldTellATemporaryDirectory() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

    assertThat(ServerData.isTemporary(temporary.resolve("heddle"))).isTrue();
    assertThat(ServerData.isTemporary(temporary.resolve("../elsewhere"))).isFalse();
  }
}
