package org.heddle.sample;

import java.time.Instant;

/**
 * Something that shook the ground; most often an earthquake.
 *
 * @param id what the seismologists call it
 * @param type {@code earthquake}, {@code explosion}, {@code quarry blast}, ...
 * @param place where it was, in words
 * @param magnitude how strong it was
 * @param depthKm how deep it was, in kilometres
 * @param longitude where it was, in degrees east
 * @param latitude where it was, in degrees north
 * @param time when it was
 */
public record Quake(
    String id,
    String type,
    String place,
    double magnitude,
    double depthKm,
    double longitude,
    double latitude,
    Instant time) {

  boolean natural() {
    return type.equals("earthquake");
  }

  boolean strong() {
    return magnitude >= 4.5;
  }
}
