package org.heddle.sample;

import java.time.Instant;

/**
 * Raised for a strong quake.
 *
 * @param id that of the quake
 * @param place where it was, in words
 * @param magnitude how strong it was
 * @param longitude where it was, in degrees east
 * @param latitude where it was, in degrees north
 * @param time when it was
 * @param level how urgent it is
 */
public record Alert(
    String id,
    String place,
    double magnitude,
    double longitude,
    double latitude,
    Instant time,
    Level level) {

  /** How urgent an alert is. */
  public enum Level {
    /** Magnitude 4.5 and more: felt by many. */
    NOTICE,
    /** Magnitude 5.5 and more: may damage buildings. */
    WARNING,
    /** Magnitude 6 and more: destructive near its centre. */
    SEVERE
  }

  static Alert of(Quake quake) {
    return new Alert(
        quake.id(),
        quake.place(),
        quake.magnitude(),
        quake.longitude(),
        quake.latitude(),
        quake.time(),
        level(quake.magnitude()));
  }

  private static Level level(double magnitude) {
    if (magnitude >= 6) {
      return Level.SEVERE;
    }
    return magnitude >= 5.5 ? Level.WARNING : Level.NOTICE;
  }
}
