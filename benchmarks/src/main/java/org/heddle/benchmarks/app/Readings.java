package org.heddle.benchmarks.app;

import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Readings of a given size, and the JSON of the plain clients. Safe for several threads. */
final class Readings {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectReader READER = MAPPER.readerFor(Reading.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(Reading.class);
  private static final List<Double> VALUES = List.of(20.25, 1013.5);

  private Readings() {}

  /** A reading whose JSON has so many bytes, or as few as it can have if that is more. */
  static Reading of(int bytes) {
    Reading empty = new Reading("sensor-17", System.nanoTime(), VALUES, "");
    int missing = Math.max(0, bytes - encode(empty).length);
    return new Reading(empty.sensor(), empty.sentNanos(), VALUES, "x".repeat(missing));
  }

  /** The same, sent now. */
  static Reading now(Reading reading) {
    return new Reading(reading.sensor(), System.nanoTime(), reading.values(), reading.note());
  }

  static byte[] encode(Reading reading) {
    return WRITER.writeValueAsBytes(reading);
  }

  static Reading decode(byte[] json) {
    return READER.readValue(json);
  }
}
