package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.heddle.pulsar.client.UnansweredSends.Group;
import org.junit.jupiter.api.Test;

/** Who waits for which sends. */
class UnansweredSendsTest {

  private final UnansweredSends sends = new UnansweredSends();

  @Test
  void shouldNotWaitForNothing() {
    assertThat(sends.all()).isCompleted();
    assertThat(sends.all()).isCompleted();
  }

  @Test
  void shouldWaitForTheSendsBeforeAndForNoLaterOnes() {
    Group first = sends.enter();
    Group second = sends.enter();

    CompletableFuture<Void> both = sends.all();
    Group later = sends.enter();
    second.leave();
    assertThat(both).isNotDone();
    first.leave();

    assertThat(both).isCompleted();
    later.leave();
    assertThat(sends.all()).isCompleted();
  }

  @Test
  void shouldWaitForSendsThatSomebodyElseWaitsForAlready() {
    Group first = sends.enter();
    CompletableFuture<Void> one = sends.all();
    Group second = sends.enter();
    CompletableFuture<Void> both = sends.all();

    second.leave();
    assertThat(both).isNotDone();
    first.leave();

    assertThat(one).isCompleted();
    assertThat(both).isCompleted();
  }

  @Test
  void shouldWaitForTheOwnSendsWhileOthersSendAndWait() throws Exception {
    int threads = 4;
    int rounds = 2_000;
    int each = 3;
    AtomicIntegerArray answered = new AtomicIntegerArray(threads);
    ExecutorService senders = Executors.newFixedThreadPool(threads);
    ExecutorService broker = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int own = thread;
        ends.add(
            senders.submit(
                () -> {
                  for (int round = 1; round <= rounds; round++) {
                    for (int i = 0; i < each; i++) {
                      Group group = sends.enter();
                      broker.execute(
                          () -> {
                            answered.incrementAndGet(own);
                            group.leave();
                          });
                    }
                    sends.all().get(1, TimeUnit.MINUTES);
                    assertThat(answered.get(own)).isEqualTo(round * each);
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
    } finally {
      senders.shutdownNow();
      broker.shutdownNow();
    }
  }
}
