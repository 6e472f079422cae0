package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What tests expect of a server that a shell script configures.
 *
 * @param <S> the server
 */
public abstract class ScriptedServerContract<S extends ApplicationServer>
    extends ApplicationServerContract<S> {

  private final String home;
  private final String data;

  /**
   * The contract for one server.
   *
   * @param complaint what it says of a {@code web.xml} that is no XML
   * @param home what a script calls a file of the installation
   * @param data what a script calls the folder of the data
   */
  protected ScriptedServerContract(String complaint, String home, String data) {
    super(complaint);
    this.home = home;
    this.data = data;
  }

  @Override
  protected final ServerOptions configured(ServerOptions options) throws IOException {
    return options.withConfiguration(
        script(
            "test -f %s && mkdir -p %s && echo $GREETING $1 >%s/greeting"
                .formatted(home, data, data)));
  }

  @Override
  protected void verify(S server) throws IOException {
    assertThat(server.dataDirectory().resolve("greeting"))
        .content()
        .isEqualTo("configured by-a-script\n");
  }

  @Test
  void shouldSayWhatAScriptThatFailsHasSaid() throws IOException {
    ServerOptions options =
        ServerOptions.defaults().withConfiguration(script("echo no broker && exit 3"));

    assertThatIllegalStateException()
        .isThrownBy(() -> start(options))
        .withMessageContaining("exit code 3")
        .withMessageContaining("no broker");
  }

  private ShellScript script(String commands) throws IOException {
    return new ShellScript(
        Files.writeString(directory().resolve("configure.sh"), commands),
        Map.of("GREETING", "configured"),
        List.of("by-a-script"));
  }
}
