package org.heddle.sample;

/**
 * A quake was found good.
 *
 * @param quake the quake
 * @param deliveryCount how often it was delivered for that
 */
record QuakeAccepted(Quake quake, int deliveryCount) {}
