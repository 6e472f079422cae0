package org.heddle.ra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class FreePropertiesTest {

  @Test
  void shouldDivideAPairAtTheFirstEqualsSignOnly() {
    assertThat(FreeProperties.parse("a=b=c;  d = e \n\n f="))
        .containsExactly(entry("a", "b=c"), entry("d", "e"), entry("f", ""));
  }

  @Test
  void shouldTakeNothingForNothing() {
    assertThat(FreeProperties.parse(null)).isEmpty();
    assertThat(FreeProperties.parse(" \n;")).isEmpty();
  }

  @Test
  void shouldNameThePairThatIsNoneWithoutShowingIt() {
    assertThatThrownBy(() -> FreeProperties.parse("a=b;s3cret"))
        .hasMessageContaining("pair 2")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> FreeProperties.parse("a=b;a=s3cret"))
        .hasMessageContaining("'a' is given twice")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> FreeProperties.parse("=s3cret")).hasMessageNotContaining("s3cret");
  }
}
