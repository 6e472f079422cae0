package org.heddle.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of some numbers. A trace is a number and the call that left it.
 *
 * @param rows traces in the databases
 * @param records traces in the outgoing topic
 * @param doubles numbers that a participant has twice
 * @param losses numbers that a participant lacks, although they were acknowledged or another has
 *     them
 * @param lateCalls numbers that were given to a bean again after the call that was committed, or
 *     whose participants have traces of different calls
 */
record Count(
    int rows, int records, Set<String> doubles, Set<String> losses, Set<String> lateCalls) {

  /** Whether every transaction happened once and as a whole. */
  boolean isExact() {
    return doubles.isEmpty() && losses.isEmpty() && lateCalls.isEmpty();
  }

  /**
   * Counts.
   *
   * @param certain numbers that every participant must have
   * @param uncertain numbers that every participant may have, or none
   * @param databases the traces of each database that takes part
   * @param topic the traces of the topic, if it takes part
   * @param calls the traces of all calls, oldest first
   */
  static Count of(
      Set<String> certain,
      Set<String> uncertain,
      Collection<List<String>> databases,
      Collection<List<String>> topic,
      List<String> calls) {
    List<Map<String, List<String>>> participants = new ArrayList<>();
    databases.forEach(traces -> participants.add(byNumber(traces, certain, uncertain)));
    int rows = size(participants);
    topic.forEach(traces -> participants.add(byNumber(traces, certain, uncertain)));
    Map<String, String> lastCalls = new HashMap<>();
    calls.forEach(call -> lastCalls.put(number(call), call));

    Set<String> doubles = new TreeSet<>();
    Set<String> losses = new TreeSet<>();
    Set<String> lateCalls = new TreeSet<>();
    Set<String> expected = new HashSet<>(certain);
    for (Map<String, List<String>> participant : participants) {
      expected.addAll(participant.keySet());
    }
    for (String number : expected) {
      for (Map<String, List<String>> participant : participants) {
        List<String> traces = participant.getOrDefault(number, List.of());
        if (traces.isEmpty()) {
          losses.add(number);
        } else if (traces.size() > 1) {
          doubles.add(number);
        } else if (!traces.get(0).equals(lastCalls.get(number))) {
          lateCalls.add(number);
        }
      }
    }
    return new Count(rows, size(participants) - rows, doubles, losses, lateCalls);
  }

  private static Map<String, List<String>> byNumber(
      List<String> traces, Set<String> certain, Set<String> uncertain) {
    return traces.stream()
        .filter(trace -> certain.contains(number(trace)) || uncertain.contains(number(trace)))
        .collect(Collectors.groupingBy(Count::number));
  }

  private static int size(List<Map<String, List<String>>> participants) {
    return participants.stream()
        .flatMap(participant -> participant.values().stream())
        .mapToInt(List::size)
        .sum();
  }

  private static String number(String trace) {
    return trace.substring(0, trace.indexOf(' '));
  }
}
