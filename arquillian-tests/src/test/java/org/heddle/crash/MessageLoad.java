package org.heddle.crash;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Feeds numbers through the incoming topic. All are there before the first may be missing. */
final class MessageLoad implements Load {

  private final OutsideBroker broker;
  private int next = 1;

  MessageLoad(OutsideBroker broker) {
    this.broker = broker;
  }

  @Override
  public boolean isInbound() {
    return true;
  }

  @Override
  public Fed feed(int most) {
    List<String> numbers = IntStream.range(next, next + most).mapToObj(String::valueOf).toList();
    next += most;
    broker.send(numbers);
    return new Sent(new TreeSet<>(numbers));
  }

  @Override
  public boolean isQuiet() {
    return broker.isCaughtUp();
  }

  private record Sent(Set<String> certain) implements Fed {

    @Override
    public void await() {}

    @Override
    public Set<String> uncertain() {
      return Set.of();
    }
  }
}
