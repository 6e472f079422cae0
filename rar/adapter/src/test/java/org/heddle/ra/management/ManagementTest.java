package org.heddle.ra.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ManagedConnection;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.PubSubConnection;
import org.heddle.contract.TestContainer;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter as a JMX console sees it, with the JDK's own classes. */
class ManagementTest {

  private static final Xid XID = new OneXid();

  @TempDir private Path parent;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private TestContainer container;
  private ObjectName name;
  private XAResource resource;

  private record OneXid() implements Xid {

    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }

  @BeforeEach
  void start() throws Exception {
    Path log = parent.resolve("log");
    container = new TestContainer(true, adapter -> adapter.setPreparedLogDirectory(log.toString()));
    name = Management.name(container.adapterId());
  }

  @AfterEach
  void stop() {
    container.close();
  }

  private void prepare() throws Exception {
    MemoryManagedConnectionFactory factory = new MemoryManagedConnectionFactory();
    factory.setResourceAdapter(container.adapter());
    ManagedConnection managed = factory.createManagedConnection(null, null);
    resource = managed.getXAResource();
    resource.start(XID, XAResource.TMNOFLAGS);
    ((PubSubConnection) managed.getConnection(null, null))
        .createProducer("q1/a/b/c", String.class)
        .send("m");
    resource.end(XID, XAResource.TMSUCCESS);
    resource.prepare(XID);
  }

  private CompositeData[] listed() throws Exception {
    return (CompositeData[]) server.getAttribute(name, "Transactions");
  }

  private void call(String operation, String transaction) throws Exception {
    server.invoke(
        name, operation, new Object[] {transaction}, new String[] {String.class.getName()});
  }

  @Test
  void shouldBeThereWhileTheAdapterIsStarted() throws Exception {
    assertThat(server.isRegistered(name)).isTrue();
    assertThat(listed()).isEmpty();

    container.close();

    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void shouldListWhatIsPrepared() throws Exception {
    prepare();

    assertThat(listed()).hasSize(1);
    CompositeData entry = listed()[0];
    assertThat(entry.get("branch")).isEqualTo("1:01:02");
    assertThat((String) entry.get("resource")).startsWith("memory:default/");
    assertThat(entry.get("sends")).isEqualTo(1);
    assertThat(entry.get("acknowledgements")).isEqualTo(0);
    assertThat(entry.get("decision")).isEqualTo("NONE");
  }

  @Test
  void shouldCommitByHandAndKeepThatUntilItIsForgotten() throws Exception {
    prepare();
    String transaction = (String) listed()[0].get("name");

    call("commit", transaction);

    assertThat(listed()[0].get("decision")).isEqualTo("COMMITTED");
    call("forget", transaction);
    assertThat(listed()).isEmpty();
  }

  @Test
  void shouldRollBackByHand() throws Exception {
    prepare();

    call("rollback", (String) listed()[0].get("name"));

    assertThatThrownBy(() -> resource.commit(XID, false))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_HEURRB));
  }

  @Test
  void shouldSayInTheJdksOwnWordsWhatIsNotPossible() {
    assertThatThrownBy(() -> call("commit", "nothing"))
        .isInstanceOfAny(RuntimeMBeanException.class, MBeanException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .cause()
        .hasMessageContaining("nothing");
  }
}
