package org.heddle.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.heddle.spi.Credentials;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JaasConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simple",
        "with space",
        "quote\" and \\ backslash\\",
        "semi;colon=equals",
        "'single' //slashes /* star */",
        "line\nbreak\rand\ttab",
        "größe ☃ 🦆",
        "\\n \\101 \\u0041"
      })
  void shouldBeReadByTheClientAsItWasMeant(String secret) {
    String jaas = JaasConfig.of("some.Module", new Credentials(secret, secret));

    JaasContext context =
        JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)));

    assertThat(context.configurationEntries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getLoginModuleName()).isEqualTo("some.Module");
              assertThat(entry.getOptions().get("username")).isEqualTo(secret);
              assertThat(entry.getOptions().get("password")).isEqualTo(secret);
            });
  }
}
