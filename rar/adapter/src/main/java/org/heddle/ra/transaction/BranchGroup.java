package org.heddle.ra.transaction;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import javax.transaction.xa.Xid;

/**
 * The branches that one global transaction has on one backend. They share a unit: each branch that
 * prepares before another votes read-only, and the last one carries the whole.
 *
 * <p>Guarded by itself.
 */
final class BranchGroup {

  private final TransactionalUnit unit;
  private final Set<ByteBuffer> open = new HashSet<>();

  BranchGroup(TransactionalUnit unit) {
    this.unit = unit;
  }

  TransactionalUnit unit() {
    return unit;
  }

  /** Returns false if the branch is there already. */
  synchronized boolean add(Xid xid) {
    return open.add(branch(xid));
  }

  synchronized boolean contains(Xid xid) {
    return open.contains(branch(xid));
  }

  /** Ends a branch and tells whether it was the last. */
  synchronized boolean remove(Xid xid) {
    open.remove(branch(xid));
    return open.isEmpty();
  }

  /** Ends a branch unless it is the last, which is not both when two branches vote at once. */
  synchronized boolean removeUnlessOnly(Xid xid) {
    if (isOnly(xid)) {
      return false;
    }
    open.remove(branch(xid));
    return true;
  }

  synchronized boolean isOnly(Xid xid) {
    return open.size() == 1 && contains(xid);
  }

  private static ByteBuffer branch(Xid xid) {
    return ByteBuffer.wrap(xid.getBranchQualifier().clone());
  }
}
