package org.heddle.sample;

/**
 * A message that was moved to the dead letters.
 *
 * @param id its key
 * @param reason a {@link org.heddle.api.DeadLetter.Reason}
 * @param detail the exception in words
 * @param deliveryCount how often it was delivered
 * @param payload what it said, as far as that is text
 */
record DeadQuake(String id, String reason, String detail, int deliveryCount, String payload) {}
