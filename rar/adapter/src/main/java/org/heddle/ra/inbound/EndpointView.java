package org.heddle.ra.inbound;

import java.time.Duration;
import org.heddle.ra.management.EndpointMXBean;

/** An activation as JMX shows it. */
record EndpointView(Activation<?> activation, ActivationSettings settings, DeliveryCounts counts)
    implements EndpointMXBean {

  @Override
  public String getState() {
    return activation.state();
  }

  @Override
  public String getTopic() {
    return settings.subscription().topic().toString();
  }

  @Override
  public String getSubscription() {
    return settings.subscription().subscription();
  }

  @Override
  public String getBean() {
    return activation.bean();
  }

  @Override
  public String getConnectionFactoryLookup() {
    return settings.connectionFactoryLookup().orElse("");
  }

  @Override
  public int getConcurrency() {
    return settings.concurrency();
  }

  @Override
  public String getDeadLetterTopic() {
    return settings.deadLetterTopic().toString();
  }

  @Override
  public long getInFlight() {
    return counts.inFlight();
  }

  @Override
  public long getDelivered() {
    return counts.delivered();
  }

  @Override
  public long getAcknowledged() {
    return counts.acknowledged();
  }

  @Override
  public long getRedelivered() {
    return counts.redelivered();
  }

  @Override
  public long getDeadLettered() {
    return counts.deadLettered();
  }

  @Override
  public long getLag() {
    return activation.lag().orElse(-1);
  }

  @Override
  public String getLastError() {
    return counts.last().words();
  }

  @Override
  public String getLastErrorTime() {
    return counts.last().time();
  }

  @Override
  public void pause() {
    activation.pause();
  }

  @Override
  public void resume() {
    activation.resume();
  }

  @Override
  public boolean drain(long limitMillis) {
    if (limitMillis < 0) {
      throw new IllegalArgumentException(
          "limitMillis is " + limitMillis + "; expected 0 or more milliseconds");
    }
    return activation.drain(Duration.ofMillis(Math.min(limitMillis, Integer.MAX_VALUE)));
  }
}
