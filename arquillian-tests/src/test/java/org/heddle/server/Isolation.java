package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose classes a client library uses in a server that has other versions of some of them. */
interface Isolation {

  /** The name of the loader that the client has to itself. */
  String loader();

  /** What the client brings, the server's own or not. */
  List<String> classes();

  @Test
  default void shouldLoadTheClientFromTheAdapterAlone() throws Exception {
    Set<ClassLoader> loaders =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getContextClassLoader)
            .filter(loader -> loader != null && loader().equals(loader.getName()))
            .collect(Collectors.toSet());

    assertThat(loaders).hasSize(1);
    ClassLoader client = loaders.iterator().next();
    for (String name : classes()) {
      assertThat(client.loadClass(name).getClassLoader()).as(name).isSameAs(client);
    }
  }
}
