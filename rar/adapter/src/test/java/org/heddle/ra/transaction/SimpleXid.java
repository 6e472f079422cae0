package org.heddle.ra.transaction;

import java.util.Arrays;
import javax.transaction.xa.Xid;

/** An Xid of full length, a fresh object with fresh arrays at every call, as servers hand them. */
record SimpleXid(int global, int branch) implements Xid {

  @Override
  public int getFormatId() {
    return 1;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return filled(global);
  }

  @Override
  public byte[] getBranchQualifier() {
    return filled(branch);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
