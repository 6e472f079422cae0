package org.heddle.mqtt;

import java.util.Arrays;
import java.util.Optional;

/** The versions of MQTT that the backend speaks. */
public enum ProtocolVersion {
  /** MQTT 3.1.1, which every broker speaks (the default). */
  V3_1_1("3.1.1"),
  /** MQTT 5. */
  V5("5");

  private final String number;

  ProtocolVersion(String number) {
    this.number = number;
  }

  /** Finds a version by its number. */
  static Optional<ProtocolVersion> numbered(String number) {
    return Arrays.stream(values()).filter(version -> version.number.equals(number)).findFirst();
  }

  @Override
  public String toString() {
    return "MQTT " + number;
  }
}
