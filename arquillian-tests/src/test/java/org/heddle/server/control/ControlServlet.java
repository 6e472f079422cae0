package org.heddle.server.control;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** Tells what threads and class loaders the server has. */
@WebServlet("/*")
public class ControlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().print(answer(request.getPathInfo()));
    } catch (JMException e) {
      throw new ServletException(e);
    }
  }

  private static String answer(String question) throws JMException {
    return switch (question) {
      case "/threads" -> threads();
      case "/loaders" -> loaders();
      default -> throw new IllegalArgumentException(question);
    };
  }

  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** What {@code jcmd VM.classloaders} says of those that can be reached: a line for each. */
  private static String loaders() throws JMException {
    System.gc();
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "vmClassloaders",
                new Object[] {new String[] {"fold=false"}},
                new String[] {String[].class.getName()});
  }
}
