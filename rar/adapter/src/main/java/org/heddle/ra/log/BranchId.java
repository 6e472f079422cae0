package org.heddle.ra.log;

import java.util.Arrays;
import java.util.HexFormat;
import javax.transaction.xa.Xid;

/**
 * An {@link Xid} by its content, which may be 64 bytes twice. A transaction manager's own objects
 * do not compare, and cannot be kept.
 */
public final class BranchId implements Xid {

  private final int formatId;
  private final byte[] globalTransactionId;
  private final byte[] branchQualifier;

  /**
   * Copies an id.
   *
   * @param xid a transaction manager's
   */
  public BranchId(Xid xid) {
    this(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
  }

  BranchId(int formatId, byte[] globalTransactionId, byte[] branchQualifier) {
    this.formatId = formatId;
    this.globalTransactionId = globalTransactionId.clone();
    this.branchQualifier = branchQualifier.clone();
  }

  @Override
  public int getFormatId() {
    return formatId;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return globalTransactionId.clone();
  }

  @Override
  public byte[] getBranchQualifier() {
    return branchQualifier.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BranchId that
        && formatId == that.formatId
        && Arrays.equals(globalTransactionId, that.globalTransactionId)
        && Arrays.equals(branchQualifier, that.branchQualifier);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * formatId + Arrays.hashCode(globalTransactionId))
        + Arrays.hashCode(branchQualifier);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return formatId
        + ":"
        + hex.formatHex(globalTransactionId)
        + ":"
        + hex.formatHex(branchQualifier);
  }
}
