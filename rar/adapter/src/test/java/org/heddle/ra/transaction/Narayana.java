package org.heddle.ra.transaction;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;

/**
 * WildFly's transaction manager in this process, of which there can be one. It recovers when it is
 * told to, and has no thread of its own.
 */
final class Narayana implements AutoCloseable {

  private static final String NODE = "heddle";

  private final RecoveryManager recovery;

  /**
   * Starts it.
   *
   * @param directory for its log
   * @param resources what it recovers through, asked at every scan
   */
  Narayana(Path directory, Supplier<XAResource[]> resources) throws CoreEnvironmentBeanException {
    arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(NODE);
    for (String store : new String[] {null, "communicationStore", "stateStore"}) {
      ObjectStoreEnvironmentBean bean =
          BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
      bean.setObjectStoreDir(directory.toString());
    }
    arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
    arjPropertyManager.getCoordinatorEnvironmentBean().setDefaultTimeout(0);
    JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
    jta.setXaRecoveryNodes(List.of(NODE));
    jta.setOrphanSafetyInterval(0);
    jta.setXaResourceOrphanFilters(
        List.of(
            new JTATransactionLogXAResourceOrphanFilter(),
            new JTANodeNameXAResourceOrphanFilter()));
    RecoveryEnvironmentBean bean = recoveryPropertyManager.getRecoveryEnvironmentBean();
    // Seconds between the two passes of a scan; 0 would be for ever.
    bean.setRecoveryBackoffPeriod(1);
    bean.setRecoveryListener(false);
    bean.setExpiryScannerClassNames(List.of());
    bean.setRecoveryActivatorClassNames(List.of());
    XARecoveryModule xa = new XARecoveryModule();
    xa.addXAResourceRecoveryHelper(new Helper(resources));
    bean.setRecoveryModules(List.of(new AtomicActionRecoveryModule(), xa));
    recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    recovery.initialize();
  }

  TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** Looks for what is in doubt, as it does every few minutes in a server. */
  void scan() {
    recovery.scan();
  }

  @Override
  public void close() {
    recovery.terminate();
    TransactionReaper.terminate(true);
    StoreManager.shutdown();
  }

  private record Helper(Supplier<XAResource[]> resources) implements XAResourceRecoveryHelper {

    @Override
    public boolean initialise(String parameter) {
      return true;
    }

    @Override
    public XAResource[] getXAResources() {
      return resources.get();
    }
  }
}
