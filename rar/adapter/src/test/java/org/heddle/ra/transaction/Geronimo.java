package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import javax.transaction.xa.XAResource;
import org.apache.geronimo.transaction.log.HOWLLog;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.apache.geronimo.transaction.manager.WrapperNamedXAResource;
import org.apache.geronimo.transaction.manager.XidFactory;
import org.apache.geronimo.transaction.manager.XidFactoryImpl;

/** TomEE's transaction manager, with its log, as TomEE starts it where recovery is switched on. */
final class Geronimo implements AutoCloseable {

  private static final byte[] NAME = "heddle".getBytes(UTF_8);

  private final HOWLLog log;
  private final GeronimoTransactionManager manager;

  /**
   * Starts it.
   *
   * @param directory for its log
   */
  Geronimo(Path directory) throws Exception {
    awaitLaterTime();
    XidFactory xids = new XidFactoryImpl(NAME);
    log =
        new HOWLLog(
            "org.objectweb.howl.log.BlockLogBuffer",
            32,
            true,
            true,
            50,
            directory.toString(),
            "log",
            "howl",
            -1,
            0,
            2,
            4,
            -1,
            xids,
            directory.toFile());
    log.doStart();
    manager = new GeronimoTransactionManager(600, xids, log);
  }

  /** It numbers transactions from the time of its start, and recovers those before. */
  private static void awaitLaterTime() {
    long now = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > now + 50);
  }

  GeronimoTransactionManager manager() {
    return manager;
  }

  /** As the container enlists it. */
  void enlist(String name, XAResource resource) throws Exception {
    manager.getTransaction().enlistResource(new WrapperNamedXAResource(resource, name));
  }

  /** What it has decided stays in its log. */
  @Override
  public void close() throws Exception {
    log.doStop();
  }
}
