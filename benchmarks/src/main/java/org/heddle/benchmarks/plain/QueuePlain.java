package org.heddle.benchmarks.plain;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the virtual machine gives to whoever has no broker: a queue. It acknowledges nothing, so it
 * is a limit rather than a rival.
 */
final class QueuePlain implements PlainClient {

  private static final int WAIT_MILLIS = 100;
  private static final Map<String, BlockingQueue<byte[]>> QUEUES = new ConcurrentHashMap<>();

  private static BlockingQueue<byte[]> queue(String topic) {
    return QUEUES.computeIfAbsent(topic, name -> new LinkedBlockingQueue<>());
  }

  @Override
  public void subscribe(String topic, String subscription) {
    // There is one queue for each topic.
  }

  @Override
  public void consume(
      String topic, String subscription, Consumer<byte[]> each, BooleanSupplier done)
      throws InterruptedException {
    BlockingQueue<byte[]> queue = queue(topic);
    while (!done.getAsBoolean()) {
      byte[] payload = queue.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (payload != null) {
        each.accept(payload);
      }
    }
  }

  @Override
  public Sender sender(String topic) {
    return new QueueSender(queue(topic));
  }

  @Override
  public Sender transactionalSender(String topic) {
    throw new UnsupportedOperationException("A queue has no transactions");
  }

  @Override
  public void close() {
    // The queues are the virtual machine's.
  }

  private record QueueSender(BlockingQueue<byte[]> queue) implements Sender {

    @Override
    public void send(byte[] payload) {
      queue.add(payload);
    }

    @Override
    public void send(byte[] payload, Runnable stored) {
      queue.add(payload);
      stored.run();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
