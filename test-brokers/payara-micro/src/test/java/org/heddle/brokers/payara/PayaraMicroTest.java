package org.heddle.brokers.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.heddle.brokers.ApplicationServerContract;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.WebApplication;

class PayaraMicroTest extends ApplicationServerContract<PayaraMicro> {

  PayaraMicroTest() {
    super("deploy");
  }

  @Override
  protected PayaraMicro start(ServerOptions options) throws IOException {
    PayaraOptions told =
        PayaraOptions.defaults()
            .withPort(options.port())
            .withResourceAdapter(archive("idle.rar", idleResourceAdapter()))
            .withPostBootCommand("set-log-levels org.heddle=INFO");
    for (WebApplication application : options.applications()) {
      told = told.withApplication(application.war(), application.contextRoot());
    }
    return PayaraMicro.start(told);
  }

  @Override
  protected void verify(PayaraMicro server) {
    assertThat(server.log()).content().contains("deployed with name idle");
  }

  private Map<String, byte[]> idleResourceAdapter() throws IOException {
    String type = IdleResourceAdapter.class.getName();
    String classFile = type.replace('.', '/') + ".class";
    String descriptor =
        """
        <connector xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.1"
            metadata-complete="true">
          <vendor-name>Heddle</vendor-name>
          <eis-type>none</eis-type>
          <resourceadapter-version>1</resourceadapter-version>
          <resourceadapter>
            <resourceadapter-class>%s</resourceadapter-class>
          </resourceadapter>
        </connector>
        """
            .formatted(type);
    try (InputStream bytes = getClass().getClassLoader().getResourceAsStream(classFile)) {
      byte[] jar = Files.readAllBytes(archive("idle.jar", Map.of(classFile, bytes.readAllBytes())));
      return Map.of("META-INF/ra.xml", bytes(descriptor), "idle.jar", jar);
    }
  }
}
