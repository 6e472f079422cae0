package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.stream.Stream;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.server.app.DefinedBean;
import org.heddle.server.app.Names;
import org.heddle.server.app.Task;
import org.junit.jupiter.api.Test;

/** What an application finds around it: connection factories by name, and classes. */
interface Environment {

  Suite suite();

  @Test
  default void shouldServeAConnectionFactoryThatTheApplicationDefines() {
    Task task = Task.succeed();

    suite().mailbox().sendThroughDefinition(Names.DEFINED, task);

    assertThat(suite().calls(DefinedBean.class, task, 1)).hasSize(1);
  }

  @Test
  default void shouldGiveTheApplicationTheApiOfTheAdapter() {
    assertThat(PubSubConnectionFactory.class.getClassLoader())
        .isSameAs(suite().connections().getClass().getClassLoader())
        .isNotSameAs(Task.class.getClassLoader());
  }

  @Test
  default void shouldNotShowTheLibrariesOfTheAdapterToTheApplication() {
    ClassLoader application = Task.class.getClassLoader();

    Stream<URL> found =
        Stream.of(
                "org/apache/kafka/clients/producer/KafkaProducer.class",
                "org/slf4j/Logger.class",
                "net/jpountz/lz4/LZ4Factory.class",
                "tools/jackson/databind/ObjectMapper.class",
                "com/fasterxml/jackson/databind/ObjectMapper.class")
            .map(application::getResource);

    // The server may have its own; those of the adapter lie where the jar of its API does.
    String api = PubSubConnectionFactory.class.getResource("Topic.class").toString();
    assertThat(api).contains("heddle-api");
    String adapter = api.substring(api.indexOf('/'), api.lastIndexOf("heddle-api"));
    assertThat(found).allSatisfy(url -> assertThat(String.valueOf(url)).doesNotContain(adapter));
  }
}
