package org.heddle.benchmarks.app;

import jakarta.servlet.http.HttpServletRequest;

/** What the harness asks for. */
record Parameters(HttpServletRequest request) {

  /**
   * A value that must be there.
   *
   * @throws IllegalArgumentException if it is missing
   */
  String text(String name) {
    String value = request.getParameter(name);
    if (value == null) {
      throw new IllegalArgumentException("The parameter " + name + " is missing");
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }
}
