package org.heddle.benchmarks.report;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report as a file in JSON. The lines are laid out by hand, a few for each series, because the
 * pretty printers of JSON take a line for each round, and nobody reads a difference of those.
 */
public final class ReportJson {

  private ReportJson() {}

  /**
   * Writes the report to a file, which is replaced.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Report report, Path file) throws IOException {
    Files.writeString(file, write(report));
  }

  /** The report as JSON, always the same for the same report. */
  public static String write(Report report) {
    Environment environment = report.environment();
    Machine machine = environment.machine();
    StringBuilder json = new StringBuilder("{\n");
    json.append("  \"date\": ").append(text(environment.date().toString())).append(",\n");
    json.append("  \"machine\": {\n    \"cpu\": ").append(text(machine.cpu()));
    json.append(",\n    \"cores\": ").append(machine.cores());
    json.append(",\n    \"memoryMiB\": ").append(machine.memoryMib());
    json.append(",\n    \"os\": ").append(text(machine.os()));
    json.append(",\n    \"jvm\": ").append(text(machine.jvm()));
    json.append("\n  },\n  \"versions\": {");
    json.append(
        environment.versions().entrySet().stream()
            .map(version -> "\n    " + text(version.getKey()) + ": " + text(version.getValue()))
            .collect(Collectors.joining(",")));
    json.append("\n  },\n  \"settings\": ").append(text(report.settings().id()));
    json.append(",\n  \"series\": [");
    json.append(
        report.series().stream().map(ReportJson::write).collect(Collectors.joining(",", "", "\n")));
    return json.append("  ]\n}\n").toString();
  }

  private static String write(Series series) {
    StringBuilder json = new StringBuilder("\n    {\n      \"group\": ");
    json.append(text(series.group().id()));
    json.append(", \"broker\": ").append(text(series.broker().id()));
    json.append(", \"server\": ").append(text(series.server()));
    json.append(",\n      \"name\": ").append(text(series.name())).append(",\n      ");
    if (series.size() > 0) {
      json.append("\"size\": ").append(series.size()).append(", ");
    }
    series
        .parameter()
        .ifPresent(
            parameter ->
                json.append("\"parameter\": {\"name\": ")
                    .append(text(parameter.name()))
                    .append(", \"value\": ")
                    .append(number(parameter.value()))
                    .append("}, "));
    json.append("\"unit\": ").append(text(series.unit().symbol())).append(",\n");
    series
        .baseline()
        .ifPresent(
            baseline -> json.append("      \"baseline\": ").append(text(baseline)).append(",\n"));
    series
        .goal()
        .ifPresent(
            goal ->
                json.append("      \"goal\": {\"")
                    .append(key(goal.direction()))
                    .append("\": ")
                    .append(number(goal.ratio()))
                    .append("},\n"));
    json.append("      \"rounds\": ");
    json.append(
        series.rounds().stream()
            .map(ReportJson::number)
            .collect(Collectors.joining(", ", "[", "]")));
    return json.append("\n    }").toString();
  }

  private static String text(String value) {
    return Json.createValue(value).toString();
  }

  private static String number(double value) {
    return Json.createValue(value).toString();
  }

  private static String key(Goal.Direction direction) {
    return direction == Goal.Direction.AT_LEAST ? "atLeast" : "atMost";
  }

  /**
   * Reads a report from a file.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no report; it says the file and what is wrong
   */
  public static Report read(Path file) throws IOException {
    try {
      return read(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads what {@link #write(Report)} wrote.
   *
   * @throws IllegalArgumentException if it is no report; it says what is wrong
   */
  public static Report read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return report(reader.readObject());
    } catch (JsonException | ClassCastException | DateTimeException e) {
      // JSON-P casts what is of another type than expected.
      throw new IllegalArgumentException("This is no report: " + e.getMessage(), e);
    }
  }

  private static Report report(JsonObject json) {
    require(json, "date", "machine", "versions", "settings", "series");
    JsonObject machine = json.getJsonObject("machine");
    require(machine, "cpu", "cores", "memoryMiB", "os", "jvm");
    Map<String, String> versions = new LinkedHashMap<>();
    json.getJsonObject("versions")
        .forEach((name, version) -> versions.put(name, ((JsonString) version).getString()));
    Environment environment =
        new Environment(
            Instant.parse(json.getString("date")),
            new Machine(
                machine.getString("cpu"),
                machine.getInt("cores"),
                machine.getJsonNumber("memoryMiB").longValue(),
                machine.getString("os"),
                machine.getString("jvm")),
            versions);
    List<Series> series = new ArrayList<>();
    for (JsonObject one : json.getJsonArray("series").getValuesAs(JsonObject.class)) {
      series.add(series(one));
    }
    return new Report(environment, Settings.of(json.getString("settings")), series);
  }

  private static Series series(JsonObject json) {
    require(json, "group", "broker", "name", "server", "unit", "rounds");
    return new Series(
        Group.of(json.getString("group")),
        Broker.of(json.getString("broker")),
        json.getString("name"),
        json.getString("server"),
        json.getInt("size", 0),
        Unit.of(json.getString("unit")),
        Optional.ofNullable(json.getJsonObject("parameter")).map(ReportJson::parameter),
        Optional.ofNullable(json.getString("baseline", null)),
        Optional.ofNullable(json.getJsonObject("goal")).map(ReportJson::goal),
        json.getJsonArray("rounds").getValuesAs(JsonNumber::doubleValue));
  }

  private static Parameter parameter(JsonObject json) {
    require(json, "name", "value");
    return new Parameter(json.getString("name"), value(json, "value"));
  }

  private static Goal goal(JsonObject json) {
    for (Goal.Direction direction : Goal.Direction.values()) {
      if (json.containsKey(key(direction))) {
        return new Goal(direction, value(json, key(direction)));
      }
    }
    throw new IllegalArgumentException("A goal is atLeast or atMost, not " + json);
  }

  private static double value(JsonObject json, String key) {
    return json.getJsonNumber(key).doubleValue();
  }

  private static void require(JsonObject json, String... keys) {
    for (String key : keys) {
      if (!json.containsKey(key)) {
        throw new IllegalArgumentException(
            "\"%s\" is missing beside %s".formatted(key, json.keySet()));
      }
    }
  }
}
