package org.heddle.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessagingException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.contract.TestContainer;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts between the adapter and the container's pool. */
class ManagedConnectionTest {

  private final TestContainer container = new TestContainer();
  private final PasswordFactory factory = new PasswordFactory();
  private final Events events = new Events();

  @BeforeEach
  void associate() throws ResourceException {
    factory.setResourceAdapter(container.adapter());
  }

  @AfterEach
  void stop() {
    container.close();
  }

  @Test
  void shouldMatchAConnectionOfTheSameCredentialsOnly() throws ResourceException {
    ManagedConnection anonymous = factory.createManagedConnection(null, null);
    ManagedConnection alice = factory.createManagedConnection(null, request("alice", "a"));

    assertThat(match(Set.of(anonymous, alice), request("alice", "a"))).isSameAs(alice);
    assertThat(match(Set.of(anonymous, alice), ConnectionRequest.DEFAULT)).isSameAs(anonymous);
    assertThat(match(Set.of(anonymous, alice), request("bob", "b"))).isNull();
    assertThat(match(Set.of(alice), request("alice", "other"))).isNull();
  }

  @Test
  void shouldNotMatchAConnectionOfAnotherFactory() throws ResourceException {
    MemoryManagedConnectionFactory other = new MemoryManagedConnectionFactory();
    other.setBrokerName("other");
    other.setResourceAdapter(container.adapter());
    ManagedConnection connection = other.createManagedConnection(null, null);

    assertThat(match(Set.of(connection), ConnectionRequest.DEFAULT)).isNull();
  }

  /** As TomEE does, to see to handles that nobody has closed. */
  @Test
  void shouldGiveHandlesThatAServerCanMakeASubclassOf() throws ResourceException {
    Object handle = factory.createManagedConnection(null, null).getConnection(null, null);

    int modifiers = handle.getClass().getModifiers();
    assertThat(Modifier.isPublic(modifiers)).isTrue();
    assertThat(Modifier.isFinal(modifiers)).isFalse();
  }

  @Test
  void shouldTakeTheContainersCredentialsForThisFactory() throws ResourceException {
    PasswordCredential credential = new PasswordCredential("carol", "c".toCharArray());
    credential.setManagedConnectionFactory(factory);
    Subject subject = new Subject();
    subject.getPrivateCredentials().add(credential);

    ManagedConnection connection = factory.createManagedConnection(subject, null);

    assertThat(connection.getMetaData().getUserName()).isEqualTo("carol");
    assertThat(match(Set.of(connection), request("carol", "c"))).isSameAs(connection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-"})
  void shouldTakeContainerCredentialsWithoutAUserForNone(String nobody) throws ResourceException {
    PasswordCredential credential = new PasswordCredential(nobody, nobody.toCharArray());
    credential.setManagedConnectionFactory(factory);
    Subject subject = new Subject();
    subject.getPrivateCredentials().add(credential);

    ManagedConnection connection = factory.createManagedConnection(subject, null);

    assertThat(match(Set.of(connection), ConnectionRequest.DEFAULT)).isSameAs(connection);
  }

  @Test
  void shouldConnectAtOnceOnlyForAContainerThatTestsItsPool() throws ResourceException {
    ManagedConnectionFactory wrong = wronglyConfigured();

    assertThat(wrong.createManagedConnection(null, ConnectionRequest.DEFAULT)).isNotNull();
    assertThat(wrong.createManagedConnection(new Subject(), null)).isNotNull();
    assertThatThrownBy(() -> wrong.createManagedConnection(null, null))
        .hasMessage("port: is not a number");
  }

  @Test
  void shouldConnectForAContainerThatListensToAConnectionOfItsOwn() throws ResourceException {
    ManagedConnectionFactory wrong = wronglyConfigured();
    ManagedConnection pooled =
        wrong.createManagedConnection(new Subject(), ConnectionRequest.DEFAULT);
    ManagedConnection pinged = wrong.createManagedConnection(new Subject(), null);

    pooled.addConnectionEventListener(events);
    assertThatThrownBy(() -> pinged.addConnectionEventListener(events))
        .isInstanceOf(MessagingException.class)
        .hasMessage("No connection: port: is not a number");
  }

  @Test
  void shouldNotAskTheBrokerForAContainerThatHasTheXaResource() throws ResourceException {
    ManagedConnection pooled = factory.createManagedConnection(new Subject(), null);

    assertThat(pooled.getXAResource()).isNotNull();
    container.adapter().stop();
    pooled.addConnectionEventListener(events);
  }

  @Test
  void shouldSayWhatIsWronglyConfiguredThoughThePoolWrapsIt() {
    ResourceException fault = new InvalidPropertyException("port: is not a number");
    PubSubConnectionFactory connections =
        (PubSubConnectionFactory)
            factory.createConnectionFactory(
                (managed, request) -> {
                  throw new ResourceException("IJ000456: Unchecked throwable in pool", fault);
                });

    assertThatThrownBy(connections::getConnection)
        .isInstanceOf(MessagingException.class)
        .hasMessage("No connection: port: is not a number")
        .hasRootCause(fault);
  }

  @Test
  void shouldTellThePoolOnceThatAHandleIsClosed() throws ResourceException {
    ManagedConnection physical = listenedTo();
    PubSubConnection handle = (PubSubConnection) physical.getConnection(null, null);

    handle.close();
    handle.close();

    assertThat(events.ids).containsExactly(ConnectionEvent.CONNECTION_CLOSED);
    assertThat(events.handles).containsExactly(handle);
  }

  @Test
  void shouldTellThePoolOnceThatTheConnectionIsBroken() throws ResourceException {
    PhysicalConnection physical = listenedTo();
    ConnectionHandle handle = (ConnectionHandle) physical.getConnection(null, null);
    AccessDeniedException denied = new AccessDeniedException("no");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  handle.guard(
                      () -> {
                        throw denied;
                      }))
          .isSameAs(denied);
    }

    assertThat(events.ids).containsExactly(ConnectionEvent.CONNECTION_ERROR_OCCURRED);
    assertThat(match(Set.of(physical), ConnectionRequest.DEFAULT)).isNull();
    assertThat(factory.getInvalidConnections(Set.of(physical))).hasSize(1);
  }

  @Test
  void shouldEndTheHandlesAtCleanupAndServeNewOnes() throws ResourceException {
    ManagedConnection physical = listenedTo();
    PubSubConnection before = (PubSubConnection) physical.getConnection(null, null);
    MessageProducer<String> producer = before.createProducer("q1/a/b/c", String.class);

    physical.cleanup();

    assertThatThrownBy(() -> producer.send("x")).isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(before::topics).isInstanceOf(AlreadyClosedException.class);
    before.close();
    assertThat(events.ids).isEmpty();
    try (PubSubConnection after = (PubSubConnection) physical.getConnection(null, null)) {
      after.createProducer("q1/a/b/c", String.class).send("x");
    }
  }

  @Test
  void shouldMoveAHandleToAnotherPhysicalConnection() throws ResourceException {
    ManagedConnection first = listenedTo();
    ManagedConnection second = listenedTo();
    PubSubConnection handle = (PubSubConnection) first.getConnection(null, null);

    second.associateConnection(handle);
    first.destroy();

    handle.createProducer("q1/a/b/c", String.class).send("x");
    handle.close();
    assertThat(events.sources).containsExactly(second);
  }

  @Test
  void shouldKeepOneXaResourceForEachConnection() throws ResourceException {
    ManagedConnection physical = factory.createManagedConnection(null, null);

    assertThat(physical.getXAResource()).isSameAs(physical.getXAResource());
  }

  @Test
  void shouldCommitAndRollBackALocalTransaction() throws ResourceException {
    ManagedConnection physical = factory.createManagedConnection(null, null);
    PubSubConnection handle = (PubSubConnection) physical.getConnection(null, null);
    MessageProducer<String> producer = handle.createProducer("q1/local/b/c", String.class);
    MessageConsumer<String> consumer = handle.createConsumer("q1/local/b/c", "s", String.class);

    physical.getLocalTransaction().begin();
    producer.send("dropped");
    physical.getLocalTransaction().rollback();
    physical.getLocalTransaction().begin();
    producer.send("kept");
    physical.getLocalTransaction().commit();

    assertThat(receive(consumer)).isEqualTo("kept");
  }

  @Test
  void shouldBeEqualByConfiguration() {
    MemoryManagedConnectionFactory one = new MemoryManagedConnectionFactory();
    MemoryManagedConnectionFactory same = new MemoryManagedConnectionFactory();
    MemoryManagedConnectionFactory other = new MemoryManagedConnectionFactory();
    other.setMaxBytes(1L);

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
  }

  private ManagedConnectionFactory wronglyConfigured() throws ResourceException {
    MemoryManagedConnectionFactory wrong =
        new MemoryManagedConnectionFactory() {
          private static final long serialVersionUID = 1L;

          @Override
          public BackendSettings settings(Optional<Credentials> credentials)
              throws InvalidPropertyException {
            throw new InvalidPropertyException("port: is not a number");
          }
        };
    wrong.setResourceAdapter(container.adapter());
    return wrong;
  }

  private static String receive(MessageConsumer<String> consumer) {
    try {
      return consumer.receive(Duration.ofSeconds(5)).value();
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private PhysicalConnection listenedTo() throws ResourceException {
    ManagedConnection physical = factory.createManagedConnection(null, null);
    physical.addConnectionEventListener(events);
    return (PhysicalConnection) physical;
  }

  private ManagedConnection match(Set<ManagedConnection> candidates, ConnectionRequest request)
      throws ResourceException {
    return factory.matchManagedConnections(candidates, null, request);
  }

  private static ConnectionRequest request(String user, String password) {
    return new ConnectionRequest(Optional.of(new Credentials(user, password)));
  }

  /** The broker in memory with users, whom it believes. */
  public static class PasswordFactory extends MemoryManagedConnectionFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public BackendSettings settings(Optional<Credentials> credentials)
        throws InvalidPropertyException {
      return super.settings(Optional.empty());
    }
  }

  private static final class Events implements ConnectionEventListener {

    private final List<Integer> ids = new ArrayList<>();
    private final List<Object> handles = new ArrayList<>();
    private final List<Object> sources = new ArrayList<>();

    private void add(ConnectionEvent event) {
      ids.add(event.getId());
      handles.add(event.getConnectionHandle());
      sources.add(event.getSource());
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
      add(event);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      add(event);
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
      add(event);
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
      add(event);
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
      add(event);
    }
  }
}
