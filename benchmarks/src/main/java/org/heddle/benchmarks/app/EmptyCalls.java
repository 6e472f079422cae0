package org.heddle.benchmarks.app;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** A round of calls of an endpoint that does nothing; returns the nanoseconds of all of them. */
final class EmptyCalls implements Task {

  @Override
  public String run(Parameters parameters) throws Exception {
    Object nanos =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("org.heddle.benchmarks:type=Loop"),
                "run",
                new Object[] {
                  parameters.text("bean"), parameters.number("count"), parameters.number("workers")
                },
                new String[] {String.class.getName(), int.class.getName(), int.class.getName()});
    return String.valueOf(nanos);
  }
}
