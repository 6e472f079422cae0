package org.heddle.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.heddle.api.RejectedMessageException;
import org.heddle.api.SchemaException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void shouldDescribeWhatTheBeanThrewAndNotWhatTheContainerMadeOfIt() {
    Throwable failure = new IllegalStateException("wrapped", new IOException("disk full"));

    assertThat(Failures.describe(failure)).isEqualTo("java.io.IOException: disk full");
  }

  @Test
  void shouldDescribeARejectionByItsReasonAndNotByItsCause() {
    Throwable rejection = new RejectedMessageException("No such order", new IOException("404"));

    assertThat(Failures.describe(new IllegalStateException(rejection)))
        .isEqualTo("org.heddle.api.RejectedMessageException: No such order");
  }

  @Test
  void shouldDescribeAnUndecodablePayloadInTheAdaptersWords() {
    Throwable failure = new SchemaException("Not an Order", new IOException("at byte 3"));

    assertThat(Failures.describe(failure))
        .isEqualTo("org.heddle.api.SchemaException: Not an Order");
  }

  @Test
  void shouldDescribeAFailureWithoutMessageByItsClass() {
    assertThat(Failures.describe(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }
}
