package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heddle.server.app.InheritingBean;
import org.heddle.server.app.Names;
import org.heddle.server.app.RequiredBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.Task.Deed;
import org.junit.jupiter.api.Test;

/** What an administrator sees and does through JMX. */
interface Management {

  Suite suite();

  @Test
  default void shouldCountWhatAnEndpointDelivers() throws JMException {
    MBean endpoint = MBean.endpoint(Names.REQUIRED);
    long delivered = endpoint.number("Delivered");
    long acknowledged = endpoint.number("Acknowledged");
    long redelivered = endpoint.number("Redelivered");
    Task task = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);

    suite().mailbox().send(Names.REQUIRED, task);

    suite().calls(RequiredBean.class, task, 2);
    Suite.await().until(() -> endpoint.number("Acknowledged") > acknowledged);
    assertThat(endpoint.number("Delivered")).isEqualTo(delivered + 2);
    assertThat(endpoint.number("Redelivered")).isEqualTo(redelivered + 1);
    assertThat(endpoint.text("LastError")).contains(task.id());
    assertThat(endpoint.text("State")).isEqualTo("RUNNING");
  }

  @Test
  default void shouldPauseAnEndpointAndNoOther() throws JMException {
    MBean endpoint = MBean.endpoint(Names.INHERITED);
    Task task = Task.succeed();
    Task other = Task.succeed();
    endpoint.invoke("pause");
    try {
      Suite.await().until(() -> endpoint.text("State").equals("PAUSED"));

      suite().mailbox().send(Names.INHERITED, task);
      suite().mailbox().send(Names.REQUIRED, other);

      suite().calls(RequiredBean.class, other, 1);
      assertThat(suite().ledger().of(InheritingBean.class, task.id())).isEmpty();
    } finally {
      endpoint.invoke("resume");
    }
    assertThat(suite().calls(InheritingBean.class, task, 1)).hasSize(1);
  }

  @Test
  default void shouldCountTheSendsOfAConnectionFactory() throws JMException {
    suite().mailbox().send(Names.REQUIRED, Task.succeed());
    long before = MBean.sends();

    suite().mailbox().send(Names.REQUIRED, Task.succeed(), Task.succeed());

    assertThat(MBean.sends()).isGreaterThanOrEqualTo(before + 2);
  }

  /** Something of the adapter's on the platform's server of MBeans. */
  record MBean(ObjectName name) {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    static MBean endpoint(String topic) throws JMException {
      Set<ObjectName> names = find("type=Endpoint,topic=" + ObjectName.quote(topic));
      assertThat(names).as("endpoints of " + topic).hasSize(1);
      return new MBean(names.iterator().next());
    }

    /** Of all connection factories. */
    static long sends() throws JMException {
      long sends = 0;
      for (ObjectName name : find("type=ConnectionFactory")) {
        sends += new MBean(name).number("Sends");
      }
      return sends;
    }

    private static Set<ObjectName> find(String keys) throws JMException {
      return SERVER.queryNames(new ObjectName("org.heddle:" + keys + ",*"), null);
    }

    long number(String attribute) throws JMException {
      return (long) SERVER.getAttribute(name, attribute);
    }

    String text(String attribute) throws JMException {
      return (String) SERVER.getAttribute(name, attribute);
    }

    void invoke(String operation) throws JMException {
      SERVER.invoke(name, operation, null, null);
    }
  }
}
