package org.heddle.ra.transaction;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.Xid;
import org.heddle.ra.transaction.SimulatedBroker.Item;

/** A global transaction as the model's transaction manager knows it. */
final class ModelTransaction {

  /** How far the transaction manager is. */
  enum Phase {
    WORKING,
    PREPARING,
    COMMITTING,
    ROLLING_BACK,
    ENDED
  }

  /** What must become of a unit. */
  enum Expected {
    NOTHING,
    ALL,
    EITHER
  }

  final int number;
  final List<Branch> branches = new ArrayList<>();
  final Map<UnitRegistry, Part> parts = new LinkedHashMap<>();

  /** Another resource takes part, which makes it two phases. */
  final boolean withOther;

  final boolean otherRefuses;
  Phase phase = Phase.WORKING;

  ModelTransaction(int number, boolean withOther, boolean otherRefuses) {
    this.number = number;
    this.withOther = withOther;
    this.otherRefuses = otherRefuses;
  }

  /** What is done in one registry, which is one unit however many branches there are. */
  static final class Part {
    final List<Item> received = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    Expected expected = Expected.NOTHING;

    /** Its messages are nobody else's. */
    boolean keepsMessages;

    /** Somebody has ended it by hand, so the transaction manager's decision does not count. */
    boolean endedByHand;

    void expect(Expected decision) {
      if (!endedByHand) {
        expected = decision;
        keepsMessages = decision == Expected.ALL;
      }
    }
  }

  /** A branch, and whether it is still to be asked. */
  static final class Branch {
    final Xid xid;
    final UnitRegistry registry;
    final List<Enlistment> enlistments = new ArrayList<>();
    boolean prepared;
    boolean ended;

    Branch(Xid xid, UnitRegistry registry) {
      this.xid = xid;
      this.registry = registry;
    }
  }

  /** A fresh object each time, as transaction managers make them. */
  record ModelXid(int global, int branch) implements Xid {

    @Override
    public int getFormatId() {
      return 4712;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ByteBuffer.allocate(64).putInt(60, global).array();
    }

    @Override
    public byte[] getBranchQualifier() {
      return ByteBuffer.allocate(64).putInt(60, branch).array();
    }
  }

  Xid newXid() {
    return new ModelXid(number, branches.size());
  }

  Part part(Branch branch) {
    return parts.computeIfAbsent(branch.registry, unused -> new Part());
  }

  void expect(Expected decision) {
    parts.values().forEach(part -> part.expect(decision));
  }

  List<Branch> open() {
    return branches.stream().filter(branch -> !branch.ended).toList();
  }

  List<Branch> unprepared() {
    return branches.stream().filter(branch -> !branch.ended && !branch.prepared).toList();
  }

  @Override
  public String toString() {
    return "transaction " + number;
  }
}
