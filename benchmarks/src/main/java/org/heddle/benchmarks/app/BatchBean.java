package org.heddle.benchmarks.app;

import java.util.List;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;

/** Takes batches; declared many times, in the deployment descriptor. */
public class BatchBean implements BatchMessageListener<Reading> {

  @Override
  public void onMessages(List<Message<Reading>> messages) {
    Round round = Round.of(messages.get(0).topic());
    for (Message<Reading> message : messages) {
      round.processed(message.value());
    }
  }
}
