package org.heddle.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heddle.api.MessagingException;
import org.heddle.contract.ThreadedContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IsolatedClientTest {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @AfterEach
  void restore() {
    thread.setContextClassLoader(before);
  }

  /** TomEE calls with the loader of an application that is gone, which throws at every question. */
  @Test
  void shouldLoadAndMakeABackendWithTheLoaderOfItsClient() {
    ClassLoader gone = new ClassLoader("gone", null) {};
    thread.setContextClassLoader(gone);

    try (ThreadedContext context = new ThreadedContext()) {
      assertThatThrownBy(() -> new WitnessSettings().open(context))
          .isInstanceOf(MessagingException.class)
          .hasMessage("Loaded with app, made with app");
    }
    assertThat(thread.getContextClassLoader()).isSameAs(gone);
  }
}
