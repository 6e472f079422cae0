package org.heddle.crash.app;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;

/** Takes numbers by HTTP; answers when the transaction is committed. */
@WebServlet(Names.STORE)
public class StoreServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Resource private transient UserTransaction transaction;
  @EJB private transient Traces traces;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      transaction.begin();
      traces.leave(request.getParameter("number"));
      transaction.commit();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
