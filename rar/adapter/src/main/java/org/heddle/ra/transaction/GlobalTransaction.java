package org.heddle.ra.transaction;

import java.util.Arrays;
import javax.transaction.xa.Xid;

/**
 * The part of an {@link Xid} that all branches of a transaction share, compared by content: servers
 * use the full 64 bytes.
 */
record GlobalTransaction(int formatId, byte[] id) {

  static GlobalTransaction of(Xid xid) {
    return new GlobalTransaction(xid.getFormatId(), xid.getGlobalTransactionId().clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GlobalTransaction that
        && formatId == that.formatId
        && Arrays.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(id) + formatId;
  }

  @Override
  public String toString() {
    return formatId + ":" + java.util.HexFormat.of().formatHex(id);
  }
}
