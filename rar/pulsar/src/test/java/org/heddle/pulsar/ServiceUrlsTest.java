package org.heddle.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pulsar://a:6650      | pulsar://a:6650",
        "pulsar://a:1,b:2     | pulsar://a:1,b:2",
        "pulsar+ssl://a:6651/ | pulsar+ssl://a:6651",
        "pulsar:/a:6650       | pulsar://a:6650",
        "a:6650               | pulsar://a:6650",
        "' pulsar://a:6650 '  | pulsar://a:6650"
      })
  void shouldReadServiceUrlsThatServersHaveTouched(String text, String url) {
    assertThat(ServiceUrls.service(text)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://a:1", "pulsar://", "pulsar://a b"})
  void shouldRefuseWhatIsNoServiceUrl(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceUrls.service(text))
        .withMessageContaining("pulsar+ssl://host:port");
  }

  @Test
  void shouldReadAdminUrls() {
    assertThat(ServiceUrls.admin(Optional.empty())).isEmpty();
    assertThat(ServiceUrls.admin(Optional.of("https:/a:8443/"))).contains("https://a:8443");
    assertThat(ServiceUrls.admin(Optional.of("a:8080"))).contains("http://a:8080");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceUrls.admin(Optional.of("pulsar://a:1")))
        .withMessageContaining("https://host:port");
  }
}
