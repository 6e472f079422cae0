package org.heddle.benchmarks.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * When, where and with what was measured.
 *
 * @param date when the measurement began
 * @param machine where
 * @param versions the versions of adapter, brokers, clients and servers by name; their order is
 *     kept
 */
public record Environment(Instant date, Machine machine, Map<String, String> versions) {

  /** Copies the versions. */
  public Environment {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(machine, "machine");
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }
}
