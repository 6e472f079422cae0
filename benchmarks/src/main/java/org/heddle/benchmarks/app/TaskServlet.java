package org.heddle.benchmarks.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.heddle.benchmarks.bare.Footprint;

/**
 * Runs the tasks of the harness: the path names one, the answer is what it has measured, or the
 * trace of what went wrong with status 500.
 */
public class TaskServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Task> TASKS =
      Map.ofEntries(
          Map.entry("prepare", Consumes::prepare),
          Map.entry("fill", new Fill()),
          Map.entry("plain", Consumes::plain),
          Map.entry("plain-together", Consumes::plainTogether),
          Map.entry("pull", Consumes::pull),
          Map.entry("bean", Consumes::bean),
          Map.entry("send", new Sends()),
          Map.entry("latency", new Latency()),
          Map.entry("commit", new Commits()),
          Map.entry("empty", new EmptyCalls()),
          Map.entry("footprint", it -> Footprint.measure()),
          Map.entry("live", new Live()),
          Map.entry("resume-some", Endpoints::resumeSome),
          Map.entry("pause-some", Endpoints::pauseSome));

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    String name = request.getPathInfo().substring(1);
    try {
      Task task = TASKS.get(name);
      if (task == null) {
        throw new IllegalArgumentException("There is no task " + name);
      }
      response.getWriter().print(task.run(new Parameters(request)));
    } catch (Exception e) {
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      e.printStackTrace(response.getWriter());
    }
  }
}
