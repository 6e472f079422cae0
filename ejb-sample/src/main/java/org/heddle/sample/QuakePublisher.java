package org.heddle.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;

/** Publishes quakes, and noise that is none. */
@ApplicationScoped
class QuakePublisher {

  @Inject private Broker broker;

  /** Publishes all of it when the transaction commits, or nothing. */
  @Transactional
  void publish(List<Quake> quakes, List<String> noise) {
    try (PubSubConnection connection = broker.quakes().getConnection()) {
      MessageProducer<Quake> producer = connection.createProducer(Broker.QUAKES, Quake.class);
      for (Quake quake : quakes) {
        producer.send(OutgoingMessage.of(quake).withKey(quake.id()));
      }
      MessageProducer<String> seismograph = connection.createProducer(Broker.QUAKES, String.class);
      for (String name : noise) {
        seismograph.send(OutgoingMessage.of("\0\7<<seismograph offline>>").withKey(name));
      }
    }
  }
}
