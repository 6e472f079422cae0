package org.heddle.spi;

/**
 * A place for one prepared unit at a time.
 *
 * @param owner names the log of prepared units that hands the slot out, and no other, for ever:
 *     letters, digits and dashes
 * @param number counts from 0; low numbers are used again first
 */
public record SettlementSlot(String owner, int number) {

  @Override
  public String toString() {
    return owner + "-" + number;
  }
}
