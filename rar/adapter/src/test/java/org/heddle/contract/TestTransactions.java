package org.heddle.contract;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A transaction manager for one process, as small as a test can do with: one transaction per
 * thread, joining where {@code isSameRM} allows it, one-phase commit where one branch is left.
 */
public final class TestTransactions {

  private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

  private final ThreadLocal<Transaction> current = new ThreadLocal<>();
  private final boolean joins;

  /**
   * Creates a manager.
   *
   * @param joins whether it asks {@code isSameRM} (Payara, TomEE) or always opens a branch
   *     (Liberty)
   */
  public TestTransactions(boolean joins) {
    this.joins = joins;
  }

  /** What a transaction can be asked for besides its end. */
  public static final class Transaction {
    private final long id = NEXT.getAndIncrement();
    private final Map<Object, Object> resources = new LinkedHashMap<>();
    private final Map<XAResource, Xid> enlisted = new LinkedHashMap<>();
    private final Map<XAResource, Xid> branches = new LinkedHashMap<>();
    private boolean rollbackOnly;
  }

  /** Begins a transaction on this thread. */
  public void begin() {
    if (current.get() != null) {
      throw new IllegalStateException("A transaction is active");
    }
    current.set(new Transaction());
  }

  /** Tells whether this thread has a transaction. */
  public boolean active() {
    return current.get() != null;
  }

  /** Lets the transaction of this thread end in a rollback only. */
  public void setRollbackOnly() {
    current.get().rollbackOnly = true;
  }

  /** What is kept with the transaction of this thread. */
  public Map<Object, Object> resources() {
    return current.get().resources;
  }

  /** Puts a resource into the transaction of this thread, once. */
  public void enlist(XAResource resource) throws XAException {
    Transaction transaction = current.get();
    if (transaction.enlisted.containsKey(resource)) {
      return;
    }
    for (Map.Entry<XAResource, Xid> branch : transaction.branches.entrySet()) {
      if (joins && resource.isSameRM(branch.getKey())) {
        resource.start(branch.getValue(), XAResource.TMJOIN);
        transaction.enlisted.put(resource, branch.getValue());
        return;
      }
    }
    Xid xid = new TestXid(transaction.id, transaction.branches.size());
    resource.start(xid, XAResource.TMNOFLAGS);
    transaction.enlisted.put(resource, xid);
    transaction.branches.put(resource, xid);
  }

  /** Ends the transaction of this thread; throws what the one-phase commit or a prepare threw. */
  public void commit() throws XAException {
    Transaction transaction = take();
    if (transaction.rollbackOnly) {
      end(transaction, XAResource.TMFAIL);
      rollBack(transaction.branches);
      return;
    }
    end(transaction, XAResource.TMSUCCESS);
    Map<XAResource, Xid> left = new LinkedHashMap<>(transaction.branches);
    Map<XAResource, Xid> prepared = new LinkedHashMap<>();
    while (left.size() > 1 || left.size() == 1 && !prepared.isEmpty()) {
      XAResource resource = left.keySet().iterator().next();
      Xid xid = left.remove(resource);
      try {
        if (resource.prepare(xid) == XAResource.XA_OK) {
          prepared.put(resource, xid);
        }
      } catch (XAException e) {
        rollBack(left);
        rollBack(prepared);
        throw e;
      }
    }
    for (Map.Entry<XAResource, Xid> branch : left.entrySet()) {
      branch.getKey().commit(branch.getValue(), true);
    }
    for (Map.Entry<XAResource, Xid> branch : prepared.entrySet()) {
      branch.getKey().commit(branch.getValue(), false);
    }
  }

  /**
   * Ends the first phase of the transaction of this thread and then forgets about it, as a
   * transaction manager does that crashes.
   *
   * @return the branches that wait for the second phase
   */
  public List<Xid> prepareAndForget() throws XAException {
    Transaction transaction = take();
    end(transaction, XAResource.TMSUCCESS);
    List<Xid> prepared = new ArrayList<>();
    for (Map.Entry<XAResource, Xid> branch : transaction.branches.entrySet()) {
      if (branch.getKey().prepare(branch.getValue()) == XAResource.XA_OK) {
        prepared.add(branch.getValue());
      }
    }
    return prepared;
  }

  /** Rolls the transaction of this thread back. */
  public void rollback() throws XAException {
    Transaction transaction = take();
    end(transaction, XAResource.TMFAIL);
    rollBack(transaction.branches);
  }

  private Transaction take() {
    Transaction transaction = current.get();
    if (transaction == null) {
      throw new IllegalStateException("No transaction is active");
    }
    current.remove();
    return transaction;
  }

  private static void end(Transaction transaction, int flags) throws XAException {
    for (Map.Entry<XAResource, Xid> resource : transaction.enlisted.entrySet()) {
      resource.getKey().end(resource.getValue(), flags);
    }
  }

  private static void rollBack(Map<XAResource, Xid> branches) throws XAException {
    List<Map.Entry<XAResource, Xid>> all = new ArrayList<>(branches.entrySet());
    for (Map.Entry<XAResource, Xid> branch : all) {
      branch.getKey().rollback(branch.getValue());
    }
  }

  private record TestXid(long global, long branch) implements Xid {

    @Override
    public int getFormatId() {
      return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ByteBuffer.allocate(64).putLong(56, global).array();
    }

    @Override
    public byte[] getBranchQualifier() {
      return ByteBuffer.allocate(64).putLong(56, branch).array();
    }
  }
}
