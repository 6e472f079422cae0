package org.heddle.server.control;

import fish.payara.micro.boot.PayaraMicroLauncher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;

/** Deploys to the Payara Micro that it runs in, and undeploys. */
@WebServlet("/payara/*")
public class PayaraServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().print(answer(request));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static String answer(HttpServletRequest request) throws Exception {
    return switch (request.getPathInfo()) {
      case "/deploy" -> deploy(new File(request.getParameter("file")));
      case "/undeploy" -> undeploy(request.getParameter("name"));
      default -> throw new IllegalArgumentException(request.getPathInfo());
    };
  }

  private static String deploy(File file) throws Exception {
    return String.valueOf(PayaraMicroLauncher.getBootClass().getRuntime().deploy(file));
  }

  private static String undeploy(String name) throws Exception {
    PayaraMicroLauncher.getBootClass().getRuntime().undeploy(name);
    return "";
  }
}
