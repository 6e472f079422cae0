package org.heddle.sample;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Plays the week of quakes to the topic, in the background, at {@code sample.rate} quakes per
 * second (a system property; 60 when it is not set), with some noise in between.
 */
@ApplicationScoped
class QuakeFeeder {

  enum State {
    IDLE,
    RUNNING,
    DONE
  }

  private static final System.Logger LOG = System.getLogger(QuakeFeeder.class.getName());
  private static final int TICK_MILLIS = 50;
  private static final int QUAKES_PER_TRANSACTION = 100;
  private static final int QUAKES_PER_NOISE = 300;

  @Inject private Broker broker;
  @Inject private QuakePublisher publisher;
  @Inject private Board board;
  @Resource private ManagedScheduledExecutorService executor;

  private final int rate = Integer.getInteger("sample.rate", 60);
  private List<Quake> quakes = List.of();
  private State state = State.IDLE;
  private Instant started;
  private boolean subscribed;
  private boolean standing;
  private int played;
  private Future<?> ticking;

  @PostConstruct
  void read() {
    quakes = QuakeCatalogue.read();
  }

  /** Starts from the beginning; false if the feed is running already. */
  synchronized boolean start() {
    if (state == State.RUNNING) {
      return false;
    }
    state = State.RUNNING;
    started = Instant.now();
    played = 0;
    ticking = executor.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, MILLISECONDS);
    return true;
  }

  @PreDestroy
  synchronized void stop() {
    if (state == State.RUNNING) {
      ticking.cancel(false);
    }
  }

  synchronized Progress progress() {
    return new Progress(state, messages(quakes.size()), messages(played));
  }

  private synchronized void tick() {
    int next = Math.min(due(), played + QUAKES_PER_TRANSACTION);
    try {
      if (!subscribed) {
        broker.subscribe();
        subscribed = true;
      }
      List<String> noise = noise(played, next);
      publisher.publish(quakes.subList(played, next), noise);
      board.published(next - played + noise.size());
      played = next;
      standing = false;
    } catch (RuntimeException e) {
      if (!standing) {
        LOG.log(WARNING, "The feed stands still; it goes on when the broker can be reached", e);
      }
      standing = true;
    }
    if (played == quakes.size()) {
      state = State.DONE;
      ticking.cancel(false);
    }
  }

  private int due() {
    long millis = Duration.between(started, Instant.now()).toMillis();
    return (int) Math.min(quakes.size(), millis * rate / 1000);
  }

  private static List<String> noise(int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> (i + 1) % QUAKES_PER_NOISE == 0)
        .mapToObj(i -> "noise-" + (i + 1))
        .toList();
  }

  private static int messages(int quakes) {
    return quakes + quakes / QUAKES_PER_NOISE;
  }

  /**
   * How far the feed is.
   *
   * @param state whether it runs
   * @param total how many messages it has
   * @param published how many of them were published
   */
  record Progress(State state, int total, int published) {}
}
