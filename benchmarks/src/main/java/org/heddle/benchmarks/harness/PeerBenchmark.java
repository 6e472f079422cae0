package org.heddle.benchmarks.harness;

import java.util.List;
import java.util.Map;
import org.heddle.benchmarks.report.Group;

/** The bean of another adapter beside ours, while the plain client sends as fast as it can. */
final class PeerBenchmark {

  private static final Variant BEAN = Variant.single(true, 1);
  private static final String OURS = BEAN.name() + ", while messages are sent";
  private static final String PEER = "the peer's bean, while messages are sent";
  private static final int SIZE = 1024;
  private static final int WARM_UP = 500;
  private static final int MOST = 50_000;

  private final Schedule schedule;
  private final Kit kit;
  private final Peer peer;
  private final Results results;

  PeerBenchmark(Schedule schedule, Kit kit, Peer peer, Results results) {
    this.schedule = schedule;
    this.kit = kit;
    this.peer = peer;
    this.results = results;
  }

  /** Starts a broker and a server of its own. */
  void run() throws Exception {
    String name = System.getProperty("benchmarks.peer.broker");
    try (RunningBroker broker = RunningBroker.start(name);
        Server server =
            PayaraServer.startWith(kit, broker, Application.of(broker, List.of(BEAN)), peer)) {
      String ours = broker.topic(BEAN.id());
      server.ask("prepare", "topic", ours, "by", "bean");
      Contest contest = new Contest(schedule, WARM_UP, MOST);
      contest.with(OURS, count -> live(server, "bean", ours, count));
      contest.with(PEER, count -> live(server, "peer", broker.topic(Peer.TOPIC), count));
      results.addRates(
          Group.CONSUME,
          broker.name(),
          server.name(),
          SIZE,
          contest.run(),
          Map.of(OURS, PEER),
          Map.of());
    }
  }

  private static long live(Server server, String by, String topic, int count) {
    return server.measure("live", "by", by, "topic", topic, "size", SIZE, "count", count);
  }
}
