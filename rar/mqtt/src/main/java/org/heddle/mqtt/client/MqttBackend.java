package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.INFO;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.mqtt.MqttSettings;
import org.heddle.mqtt.ProtocolVersion;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;
import org.heddle.spi.support.AtLeastOnceSettlement;
import org.heddle.spi.support.SslContexts;

/**
 * The connections to one MQTT broker: one to publish, and one for each subscription. Makes them
 * when they are needed and never blocks before that. Safe for several threads.
 */
public final class MqttBackend implements Backend {

  private static final System.Logger LOG = System.getLogger(MqttBackend.class.getName());
  private static final int RADIX = 36;

  private final MqttSettings settings;
  private final LetterFormat format;
  private final SharedLink shared;
  private final Sessions sessions;
  private final AtLeastOnceSettlement settlement = new AtLeastOnceSettlement(this::openProducer);
  private final String idPrefix = Names.random() + "-";
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes the backend; asks the broker for nothing yet.
   *
   * @param settings how to reach the broker
   * @param context what the adapter lends
   */
  public MqttBackend(MqttSettings settings, BackendContext context) {
    this.settings = settings;
    format = format(settings);
    Links links = links(settings, context);
    shared = new SharedLink(settings, links, context);
    Presence presence = new Presence(shared, context, settings.operationTimeout());
    sessions =
        new Sessions(
            spec ->
                new Session(
                    SessionIdentity.of(settings, spec),
                    spec,
                    links,
                    presence,
                    format,
                    context,
                    settings.operationTimeout()));
  }

  private static LetterFormat format(MqttSettings settings) {
    if (settings.version() == ProtocolVersion.V5) {
      return new UserProperties();
    }
    return settings.plainPayload() ? new EnvelopeWhenNeeded() : new Envelope();
  }

  private static Links links(MqttSettings settings, BackendContext context) {
    Optional<SSLSocketFactory> sockets =
        settings.isEncrypted()
            ? Optional.of(SslContexts.of(settings.tls()).getSocketFactory())
            : Optional.empty();
    return switch (settings.version()) {
      case V3_1_1 -> new PahoThree(settings, context, sockets);
      case V5 -> new PahoFive(settings, context, sockets);
    };
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    requireOpen();
    return new TopicProducer(spec, settings, shared, format, this::nextId);
  }

  private String nextId() {
    return idPrefix + Long.toString(lastId.incrementAndGet(), RADIX);
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    requireOpen();
    spec.properties().keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UnsupportedByBrokerException(
                  "Property '"
                      + name
                      + "' of the consumer of topic '"
                      + spec.topic()
                      + "' is not known; consumers of MQTT have none");
            });
    MqttConsumer consumer = sessions.open(spec, listener);
    if (closed.get()) {
      consumer.close();
    }
    return consumer;
  }

  @Override
  public void settle(UnitOfWork unit) {
    requireOpen();
    settlement.settle(unit);
  }

  /** Nothing is reserved: a broker has no transactions, and what fails is tried again. */
  @Override
  public void prepare(PreparedUnit unit) {
    requireOpen();
    unit.sends().forEach(send -> openProducer(send.producer()).close());
  }

  @Override
  public void settle(PreparedUnit unit) {
    settle(unit.work());
  }

  @Override
  public TopicAdministration topics() {
    return new NoTopics();
  }

  @Override
  public void ping() {
    requireOpen();
    shared.ping("reach the MQTT broker at " + settings.servers());
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sessions.close();
    shared.close();
    LOG.log(INFO, "Closed the MQTT client of {0}", settings.servers());
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new AlreadyClosedException("The MQTT client is closed");
    }
  }
}
