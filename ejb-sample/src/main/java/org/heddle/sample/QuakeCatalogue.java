package org.heddle.sample;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One week of the world's quakes, as the U.S. Geological Survey published it. */
final class QuakeCatalogue {

  private QuakeCatalogue() {}

  /** Reads all of it, the oldest first. */
  static List<Quake> read() {
    InputStream file = QuakeCatalogue.class.getResourceAsStream("/quakes.geojson");
    try (JsonReader reader = Json.createReader(file)) {
      return reader.readObject().getJsonArray("features").getValuesAs(JsonObject.class).stream()
          .map(QuakeCatalogue::quake)
          .sorted(Comparator.comparing(Quake::time))
          .toList();
    }
  }

  private static Quake quake(JsonObject feature) {
    JsonObject properties = feature.getJsonObject("properties");
    JsonArray place = feature.getJsonObject("geometry").getJsonArray("coordinates");
    return new Quake(
        feature.getString("id"),
        properties.getString("type"),
        properties.getString("place"),
        properties.getJsonNumber("mag").doubleValue(),
        place.getJsonNumber(2).doubleValue(),
        place.getJsonNumber(0).doubleValue(),
        place.getJsonNumber(1).doubleValue(),
        Instant.ofEpochMilli(properties.getJsonNumber("time").longValue()));
  }
}
