package org.heddle.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Returns only when {@link #CONCURRENCY} of its instances have been called at the same time. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.PARALLEL),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION),
      @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "4")
    })
public class ParallelBean implements MessageListener<Task> {

  public static final int CONCURRENCY = 4;

  private static final CyclicBarrier MEETING = new CyclicBarrier(CONCURRENCY);

  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message<Task> message) throws Exception {
    MEETING.await(20, TimeUnit.SECONDS);
    ledger.note(this, List.of(message));
  }
}
