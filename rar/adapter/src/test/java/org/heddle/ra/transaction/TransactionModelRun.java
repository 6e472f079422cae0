package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.ra.log.BranchId;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.transaction.ModelTransaction.Branch;
import org.heddle.ra.transaction.ModelTransaction.Expected;
import org.heddle.ra.transaction.ModelTransaction.Part;
import org.heddle.ra.transaction.ModelTransaction.Phase;
import org.heddle.ra.transaction.SimulatedBroker.Crash;
import org.heddle.ra.transaction.SimulatedBroker.Held;
import org.heddle.ra.transaction.SimulatedBroker.Item;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;

/**
 * One random walk of a transaction manager, a broker and the adapter between them through
 * transactions and crashes, given by a seed. The transaction manager presumes the rollback: it
 * keeps in its own log what it has decided to commit, and nothing else.
 */
final class TransactionModelRun {

  private static final String RESOURCE = "simulated:here";
  private static final int MOST_TRANSACTIONS = 4;

  private final long seed;
  private final Random random;
  private final SimulatedBroker broker;
  private final LogDirectory directory = new LogDirectory();
  private final List<String> story = new ArrayList<>();

  // The life of the adapter.
  private PreparedLog log;
  private PreparedTransactions prepared;
  private SteppedContext context;
  private List<UnitRegistry> registries;
  private List<SimulatedBroker.Consumer> consumers;

  // The transaction manager.
  private final List<ModelTransaction> all = new ArrayList<>();
  private final List<ModelTransaction> active = new ArrayList<>();
  private final Map<BranchId, Branch> decided = new LinkedHashMap<>();
  private final Map<BranchId, ModelTransaction> known = new HashMap<>();

  // What the beans outside of transactions have had.
  private final List<Item> hadOutside = new ArrayList<>();
  private final List<Item> mayComeAgain = new ArrayList<>();
  private int lastText;

  TransactionModelRun(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.broker = new SimulatedBroker(random, random.nextBoolean());
  }

  void run(int steps) {
    try {
      start();
      for (int i = 0; i < steps; i++) {
        try {
          step();
        } catch (Crash e) {
          story.add("the broker saw a crash");
          crash();
        }
        directory.observe();
        checkSlots();
      }
      finish();
      checkEffects();
    } catch (AssertionError | Exception e) {
      throw new AssertionError("Seed " + seed + ", after:\n" + String.join("\n", story), e);
    } finally {
      if (log != null) {
        log.close();
      }
      directory.close();
    }
  }

  private void start() throws IOException {
    log = PreparedLog.open(directory.path());
    prepared = PreparedTransactions.in(log);
    context = new SteppedContext(() -> broker.reliable || random.nextInt(4) > 0);
    registries = new ArrayList<>(List.of(newRegistry(), newRegistry()));
    consumers = new ArrayList<>(List.of(broker.open(), broker.open()));
  }

  private UnitRegistry newRegistry() {
    return new UnitRegistry(broker, context, 1_000_000, RESOURCE, prepared);
  }

  private void crash() throws IOException {
    log.close();
    broker.loseAll();
    for (ModelTransaction transaction : all) {
      if (transaction.phase != Phase.ENDED && transaction.phase != Phase.COMMITTING) {
        story.add(transaction + " is presumed to be rolled back");
        transaction.phase = Phase.ENDED;
      }
      if (transaction.phase == Phase.COMMITTING) {
        transaction.phase = Phase.ENDED;
      }
      if (!broker.acknowledgesByReference()) {
        // The adapter acknowledges what comes again, as long as it lives.
        transaction.parts.values().stream()
            .filter(part -> part.expected == Expected.ALL)
            .flatMap(part -> part.received.stream())
            .filter(item -> !item.done)
            .forEach(mayComeAgain::add);
      }
    }
    active.clear();
    start();
  }

  private void step() throws Exception {
    int dice = random.nextInt(1000);
    if (dice < 150) {
      broker.publish("m" + ++lastText);
    } else if (dice < 250) {
      begin();
    } else if (dice < 780) {
      if (!active.isEmpty()) {
        advance(pick(active));
      }
    } else if (dice < 850) {
      context.runTimers();
    } else if (dice < 880) {
      recover(pick(registries));
    } else if (dice < 910) {
      story.add("a consumer loses what it has");
      pick(consumers).lose();
    } else if (dice < 950) {
      receiveOutside(random.nextBoolean());
    } else if (dice < 970) {
      reopen();
    } else if (dice < 980) {
      endByHand();
    } else if (dice < 990) {
      story.add("crash");
      crash();
    } else if (dice < 993) {
      story.add("power cut");
      directory.cutPower();
      crash();
    }
  }

  private void begin() throws XAException {
    if (active.size() == MOST_TRANSACTIONS) {
      return;
    }
    ModelTransaction transaction =
        new ModelTransaction(all.size() + 1, random.nextBoolean(), random.nextInt(4) == 0);
    story.add(
        "begin "
            + transaction
            + (transaction.withOther ? " with another resource" : "")
            + (transaction.withOther && transaction.otherRefuses ? " that refuses" : ""));
    all.add(transaction);
    active.add(transaction);
    enlist(transaction);
  }

  private void enlist(ModelTransaction transaction) throws XAException {
    UnitRegistry registry = pick(registries);
    Enlistment enlistment = new Enlistment(registry);
    XAResource resource = enlistment.xaResource();
    for (Branch same : transaction.branches) {
      if (resource.isSameRM(same.enlistments.get(0).xaResource()) && random.nextBoolean()) {
        resource.start(same.xid, TMJOIN);
        same.enlistments.add(enlistment);
        return;
      }
    }
    Branch branch = new Branch(transaction.newXid(), registry);
    resource.start(branch.xid, TMNOFLAGS);
    branch.enlistments.add(enlistment);
    transaction.branches.add(branch);
    known.put(new BranchId(branch.xid), transaction);
  }

  private void advance(ModelTransaction transaction) throws XAException {
    switch (transaction.phase) {
      case WORKING -> work(transaction);
      case PREPARING -> prepareNext(transaction);
      case COMMITTING -> commitNext(transaction);
      case ROLLING_BACK -> rollBackNext(transaction);
      case ENDED -> active.remove(transaction);
    }
  }

  private void work(ModelTransaction transaction) throws XAException {
    int dice = random.nextInt(10);
    if (dice < 2 && transaction.branches.size() < 3) {
      enlist(transaction);
    } else if (dice < 4) {
      send(transaction);
    } else if (dice < 7) {
      receive(transaction);
    } else if (dice < 8) {
      Branch branch = pick(transaction.branches);
      XAResource resource = pick(branch.enlistments).xaResource();
      resource.end(branch.xid, TMSUSPEND);
      resource.start(branch.xid, TMRESUME);
    } else {
      end(transaction);
    }
  }

  private void send(ModelTransaction transaction) {
    Branch branch = pick(transaction.branches);
    String text = "s" + ++lastText;
    story.add(transaction + " sends " + text);
    unit(branch)
        .send(
            SimulatedBroker.PRODUCER,
            new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty()));
    transaction.part(branch).sent.add(text);
  }

  private void receive(ModelTransaction transaction) {
    Branch branch = pick(transaction.branches);
    Delivery delivery = poll(branch.registry);
    if (delivery == null) {
      return;
    }
    Item item = ((Held) delivery).item;
    if (transaction.parts.values().stream().anyMatch(part -> part.received.contains(item))) {
      story.add(transaction + " does not want " + item.text + " twice");
      delivery.consumer().defer(delivery, Duration.ZERO);
      return;
    }
    story.add(transaction + " receives " + item.text);
    TransactionalUnit unit = unit(branch);
    unit.acknowledge(delivery);
    unit.onCompletion(
        outcome -> {
          if (!(outcome instanceof Outcome.Committed)) {
            delivery.consumer().negativeAcknowledge(delivery, Duration.ZERO);
          }
        });
    transaction.part(branch).received.add(item);
  }

  private TransactionalUnit unit(Branch branch) {
    return pick(branch.enlistments).current().orElseThrow();
  }

  /** Whatever the adapter hands out must be free to be worked on. */
  private Delivery poll(UnitRegistry registry) {
    Delivery delivery = registry.poll(pick(consumers));
    if (delivery != null) {
      Item item = ((Held) delivery).item;
      for (ModelTransaction transaction : all) {
        for (Part part : transaction.parts.values()) {
          if (part.keepsMessages && part.received.contains(item) && !mayComeAgain.contains(item)) {
            throw new AssertionError(item.text + " is handed out, but belongs to " + transaction);
          }
        }
      }
    }
    return delivery;
  }

  private boolean receiveOutside(boolean finished) {
    Delivery delivery = poll(pick(registries));
    if (delivery == null) {
      return false;
    }
    Item item = ((Held) delivery).item;
    story.add((finished ? "acknowledge " : "give back ") + item.text);
    if (finished) {
      boolean done = item.done;
      delivery.consumer().acknowledge(delivery);
      if (item.done && !done) {
        hadOutside.add(item);
      }
    } else {
      delivery.consumer().negativeAcknowledge(delivery, Duration.ZERO);
    }
    return true;
  }

  private void end(ModelTransaction transaction) throws XAException {
    boolean committing = random.nextInt(4) > 0;
    boolean failing = !committing && random.nextBoolean();
    story.add((committing ? "commit " : "roll back ") + transaction);
    for (Branch branch : transaction.branches) {
      for (Enlistment enlistment : branch.enlistments) {
        enlistment.xaResource().end(branch.xid, failing ? TMFAIL : TMSUCCESS);
      }
    }
    transaction.phase = committing ? Phase.PREPARING : Phase.ROLLING_BACK;
  }

  private void prepareNext(ModelTransaction transaction) throws XAException {
    List<Branch> unprepared = transaction.unprepared();
    boolean anyPrepared = transaction.branches.stream().anyMatch(branch -> branch.prepared);
    if (unprepared.isEmpty()) {
      decide(transaction);
      return;
    }
    Branch branch = pick(unprepared);
    if (unprepared.size() == 1 && !anyPrepared && !transaction.withOther) {
      commitInOnePhase(transaction, branch);
      return;
    }
    try {
      int vote = resource(branch).prepare(branch.xid);
      story.add("prepare " + branch.xid + ": " + (vote == XA_RDONLY ? "read-only" : "yes"));
      if (vote == XA_RDONLY) {
        branch.ended = true;
      } else {
        branch.prepared = true;
        transaction.part(branch).keepsMessages = true;
      }
    } catch (XAException e) {
      story.add("prepare " + branch.xid + ": no");
      assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK);
      branch.ended = true;
      transaction.phase = Phase.ROLLING_BACK;
    }
  }

  private void commitInOnePhase(ModelTransaction transaction, Branch branch) throws XAException {
    story.add("commit in one phase " + branch.xid);
    Part part = transaction.part(branch);
    part.expect(Expected.EITHER);
    try {
      resource(branch).commit(branch.xid, true);
      part.expect(Expected.ALL);
    } catch (XAException e) {
      if (e.getCause() instanceof Crash crash) {
        throw crash;
      }
      assertThat(e.errorCode).isIn(XAException.XA_RBROLLBACK, XAException.XA_HEURHAZ);
      if (e.errorCode == XAException.XA_HEURHAZ) {
        resource(branch).forget(branch.xid);
      } else {
        part.expect(Expected.NOTHING);
      }
    }
    branch.ended = true;
    transaction.phase = Phase.ENDED;
  }

  private void decide(ModelTransaction transaction) {
    if (transaction.withOther && transaction.otherRefuses) {
      story.add("another resource refuses " + transaction);
      transaction.phase = Phase.ROLLING_BACK;
      return;
    }
    story.add("decide to commit " + transaction);
    transaction.open().forEach(branch -> decided.put(new BranchId(branch.xid), branch));
    transaction.expect(Expected.ALL);
    transaction.phase = Phase.COMMITTING;
  }

  private void commitNext(ModelTransaction transaction) throws XAException {
    List<Branch> open = transaction.open();
    if (open.isEmpty()) {
      transaction.phase = Phase.ENDED;
      return;
    }
    Branch branch = pick(open);
    commit(resource(branch), branch.xid, transaction.part(branch).endedByHand);
    if (!broker.reliable && random.nextInt(20) == 0) {
      story.add("crash before the decision is forgotten");
      throw new Crash();
    }
    branch.ended = true;
    decided.remove(new BranchId(branch.xid));
  }

  private void commit(XAResource resource, Xid xid, boolean endedByHand) throws XAException {
    story.add("commit " + xid);
    try {
      resource.commit(xid, false);
    } catch (XAException e) {
      story.add("commit " + xid + " gives " + e.errorCode);
      if (!endedByHand) {
        throw e;
      }
      assertThat(e.errorCode).isIn(XAException.XA_HEURCOM, XAException.XA_HEURRB);
      resource.forget(xid);
    }
  }

  private void rollBackNext(ModelTransaction transaction) throws XAException {
    List<Branch> open = transaction.open();
    if (open.isEmpty()) {
      transaction.phase = Phase.ENDED;
      return;
    }
    Branch branch = pick(open);
    Part part = transaction.part(branch);
    story.add("roll back " + branch.xid);
    try {
      resource(branch).rollback(branch.xid);
    } catch (XAException e) {
      if (!part.endedByHand) {
        throw e;
      }
      assertThat(e.errorCode).isIn(XAException.XA_HEURCOM, XAException.XA_HEURRB);
      resource(branch).forget(branch.xid);
    }
    part.expect(Expected.NOTHING);
    branch.ended = true;
  }

  /** Any resource of the backend will do. */
  private XAResource resource(Branch branch) {
    return new Enlistment(branch.registry).xaResource();
  }

  private void recover(UnitRegistry registry) throws XAException {
    XAResource resource = new Enlistment(registry).xaResource();
    Map<BranchId, Xid> found = new LinkedHashMap<>();
    for (Xid xid : resource.recover(TMSTARTRSCAN)) {
      found.put(new BranchId(xid), xid);
    }
    assertThat(resource.recover(TMENDRSCAN)).isEmpty();
    found.keySet().removeIf(xid -> active.contains(known.get(xid)));
    List<Xid> inAnyOrder = new ArrayList<>(found.values());
    Collections.shuffle(inAnyOrder, random);
    for (Xid xid : inAnyOrder) {
      if (decided.containsKey(new BranchId(xid))) {
        commit(resource, xid, part(xid).endedByHand);
        decided.remove(new BranchId(xid));
        branch(xid).ended = true;
      } else {
        recoverByRollback(resource, xid);
      }
    }
    commitWhatIsNotListed(resource, found);
  }

  private void recoverByRollback(XAResource resource, Xid xid) throws XAException {
    story.add("roll back " + xid + ", which was found");
    try {
      resource.rollback(xid);
    } catch (XAException e) {
      assertThat(e.errorCode).isIn(XAException.XA_HEURCOM, XAException.XA_HEURRB);
      resource.forget(xid);
    }
    branch(xid).ended = true;
    Part part = part(xid);
    if (part.expected == Expected.NOTHING) {
      part.keepsMessages = false;
    }
  }

  /** As Open Liberty does: what it has decided to commit, it commits. */
  private void commitWhatIsNotListed(XAResource resource, Map<BranchId, Xid> listed)
      throws XAException {
    for (BranchId xid : List.copyOf(decided.keySet())) {
      if (!listed.containsKey(xid) && !active.contains(known.get(xid))) {
        story.add("commit " + xid + ", which was not found");
        try {
          resource.commit(xid, false);
        } catch (XAException e) {
          assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA);
        }
        decided.remove(xid);
        branch(xid).ended = true;
      }
    }
  }

  private Part part(Xid xid) {
    return known.get(new BranchId(xid)).part(branch(xid));
  }

  private Branch branch(Xid xid) {
    return known.get(new BranchId(xid)).branches.stream()
        .filter(branch -> new BranchId(branch.xid).equals(new BranchId(xid)))
        .findFirst()
        .orElseThrow();
  }

  /** A pool lets its last connection go and opens another. */
  private void reopen() {
    int which = random.nextInt(registries.size());
    UnitRegistry old = registries.get(which);
    boolean busy =
        active.stream()
            .flatMap(transaction -> transaction.open().stream())
            .anyMatch(branch -> branch.registry == old);
    if (!busy) {
      story.add("reopen a connection");
      old.close();
      registries.set(which, newRegistry());
    }
  }

  private void endByHand() {
    List<PreparedTransactions.Description> undecided =
        prepared.list().stream().filter(it -> it.decision() == Decision.NONE).toList();
    if (undecided.isEmpty()) {
      return;
    }
    PreparedTransactions.Description any = pick(undecided);
    Decision decision = random.nextBoolean() ? Decision.COMMITTED : Decision.ROLLED_BACK;
    BranchId xid =
        prepared.of(RESOURCE).all().stream()
            .filter(branch -> branch.name().equals(any.name()))
            .map(PreparedBranch::id)
            .findFirst()
            .orElseThrow();
    if (branch(xid).ended || part(xid).expected != Expected.NOTHING && !decided.containsKey(xid)) {
      // It has come back after a power cut.
      return;
    }
    Part part = part(xid);
    if (broker.hasSettled(any.name())) {
      // Crashed after it took effect: the adapter cannot know, and nor can the administrator.
      decision = Decision.COMMITTED;
    }
    story.add("by hand " + decision + ": " + xid);
    broker.reliable = true;
    prepared.decide(any.name(), decision);
    broker.reliable = false;
    part.endedByHand = false;
    part.expect(decision == Decision.COMMITTED ? Expected.ALL : Expected.NOTHING);
    part.endedByHand = true;
  }

  private void checkSlots() {
    Set<Integer> slots = new HashSet<>();
    for (PreparedBranch branch : prepared.of(RESOURCE).all()) {
      if (!slots.add(branch.slot().number())) {
        throw new AssertionError("Two units have the slot " + branch.slot());
      }
    }
  }

  /** Lets everything come to its end, without any more trouble. */
  private void finish() throws Exception {
    story.add("finish");
    broker.reliable = true;
    while (!active.isEmpty()) {
      advance(active.get(0));
    }
    recover(registries.get(0));
    // A timer that finds its connection closed sets another.
    for (int i = 0; i < 3; i++) {
      context.runTimers();
    }
    assertThat(context.isIdle()).isTrue();
    // Each receives until nobody has anything fetched or finds anything.
    for (int idle = 0; idle < 50; idle++) {
      if (receiveOutside(true)) {
        idle = 0;
      }
    }
  }

  private void checkEffects() throws XAException {
    for (ModelTransaction transaction : all) {
      transaction.parts.values().forEach(part -> check(transaction, part));
    }
    for (Item item : broker.items()) {
      checkItem(item);
    }
    assertThat(prepared.list()).isEmpty();
    assertThat(directory.left()).isEmpty();
    for (UnitRegistry registry : registries) {
      assertThat(registry.openTransactions()).isZero();
      assertThat(new Enlistment(registry).xaResource().recover(TMSTARTRSCAN)).isEmpty();
    }
  }

  private void check(ModelTransaction transaction, Part part) {
    List<String> seen = broker.published.stream().filter(part.sent::contains).toList();
    switch (part.expected) {
      case NOTHING -> assertThat(seen).as("sends of %s", transaction).isEmpty();
      case ALL -> assertThat(seen).as("sends of %s", transaction).isEqualTo(part.sent);
      case EITHER -> {
        if (!seen.isEmpty()) {
          assertThat(seen).as("sends of %s", transaction).isEqualTo(part.sent);
        }
      }
    }
  }

  private void checkItem(Item item) {
    long committed = parts(item, Expected.ALL);
    assertThat(item.done).as("%s waits", item.text).isTrue();
    assertThat(item.holder).as("%s is held", item.text).isNull();
    long had = committed + (hadOutside.contains(item) ? 1 : 0);
    if (had == 0) {
      assertThat(item.doneByUnit && parts(item, Expected.EITHER) > 0)
          .as("%s is not lost", item.text)
          .isTrue();
    }
    if (!mayComeAgain.contains(item)) {
      assertThat(had).as("%s is done several times", item.text).isLessThanOrEqualTo(1);
    }
  }

  private long parts(Item item, Expected expected) {
    return all.stream()
        .flatMap(transaction -> transaction.parts.values().stream())
        .filter(part -> part.expected == expected && part.received.contains(item))
        .count();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
