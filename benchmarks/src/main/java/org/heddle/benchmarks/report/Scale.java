package org.heddle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Places values on an axis.
 *
 * @param logarithmic whether equal factors, and not equal differences, are equally far apart
 * @param from the value at the beginning
 * @param to the value at the end, greater than that
 * @param start the pixel of the beginning
 * @param end the pixel of the end; smaller than start if the axis points upwards
 */
record Scale(boolean logarithmic, double from, double to, double start, double end) {

  private static final double[] STEPS = {1, 2, 5};
  private static final int MANY_TICKS = 12;

  /** A linear scale that has zero, round values at both ends, and some room above the greatest. */
  static Scale linear(double min, double max, double start, double end) {
    double low = Math.min(0, min);
    double high = max > low ? max + (max - low) * 0.02 : low + 1;
    double step = step(low, high);
    return new Scale(
        false, Math.floor(low / step) * step, Math.ceil(high / step) * step, start, end);
  }

  /** A logarithmic scale with 1, 2 or 5 times a power of ten at both ends; all are positive. */
  static Scale logarithmic(double min, double max, double start, double end) {
    double from = round(min, false);
    double to = round(max, true);
    return new Scale(true, from, to > from ? to : round(from * 1.5, true), start, end);
  }

  /** A logarithmic scale that leaves a margin around these positive values. */
  static Scale around(double min, double max, double start, double end) {
    double margin = Math.max(1.1, Math.pow(max / min, 0.04));
    return new Scale(true, min / margin, max * margin, start, end);
  }

  /** A scale that is logarithmic if the values need it: they span more than two decades. */
  static Scale fitting(double min, double max, double start, double end) {
    return min > 0 && max / min > 100
        ? logarithmic(min, max, start, end)
        : linear(min, max, start, end);
  }

  double at(double value) {
    double share =
        logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    return start + share * (end - start);
  }

  /** The round values to label. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (!logarithmic) {
      double step = step(from, to);
      for (long i = Math.round(from / step); i <= Math.round(to / step); i++) {
        ticks.add(i * step);
      }
      return ticks;
    }
    for (int decade = decade(from); decade <= decade(to); decade++) {
      for (double step : STEPS) {
        double tick = power(decade, step);
        if (tick >= from * 0.999 && tick <= to * 1.001) {
          ticks.add(tick);
        }
      }
    }
    if (ticks.size() > MANY_TICKS) {
      ticks.removeIf(tick -> Math.abs(tick - power(decade(tick), 1)) > tick * 0.001);
    }
    return ticks;
  }

  private static double round(double value, boolean up) {
    int decade = decade(value);
    double rounded = power(decade, up ? 10 : 1);
    for (double step : STEPS) {
      double candidate = power(decade, step);
      if (up ? candidate >= value && candidate < rounded : candidate <= value) {
        rounded = candidate;
      }
    }
    return rounded;
  }

  private static int decade(double value) {
    // The tolerance is for powers of ten whose logarithm is a little too small.
    return (int) Math.floor(Math.log10(value) + 1e-9);
  }

  private static double power(int decade, double factor) {
    // A negative power of ten is no double, but the quotient is the double that is next to it.
    return decade < 0 ? factor / Math.pow(10, -decade) : factor * Math.pow(10, decade);
  }

  private static double step(double from, double to) {
    return round((to - from) / 8, true);
  }
}
