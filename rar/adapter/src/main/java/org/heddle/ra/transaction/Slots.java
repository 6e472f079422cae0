package org.heddle.ra.transaction;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Numbers from 0 on, of which each is lent to one at a time. The one that was given back first is
 * lent first, since brokers take a moment to complete what was done with it. Safe for several
 * threads.
 */
final class Slots {

  private final Deque<Integer> free = new ArrayDeque<>();
  private int size;

  synchronized int take() {
    Integer first = free.pollFirst();
    return first != null ? first : size++;
  }

  /** Takes a certain number, before any other is taken. */
  synchronized void occupy(int number) {
    for (; size <= number; size++) {
      free.addLast(size);
    }
    free.remove(number);
  }

  synchronized void giveBack(int number) {
    free.addLast(number);
  }
}
