package org.heddle.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** A bean that does what a test wants and notes every call. */
final class RecordingBean implements MessageListener<String> {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Work work;

  /** What the bean does with a message. */
  interface Work {

    void on(Message<String> message) throws Exception;
  }

  /** One call: which message, for the how-manieth time, when by {@link System#nanoTime()}. */
  record Call(String value, int deliveryCount, long nanos) {

    Duration since(Call earlier) {
      return Duration.ofNanos(nanos - earlier.nanos);
    }
  }

  RecordingBean(Work work) {
    this.work = work;
  }

  /** A bean that is content with everything. */
  RecordingBean() {
    this(message -> {});
  }

  @Override
  public void onMessage(Message<String> message) throws Exception {
    calls.add(new Call(message.value(), message.deliveryCount(), System.nanoTime()));
    work.on(message);
  }

  List<Call> calls() {
    return calls;
  }

  List<String> values() {
    return calls.stream().map(Call::value).toList();
  }

  List<Integer> deliveryCounts() {
    return calls.stream().map(Call::deliveryCount).toList();
  }
}
