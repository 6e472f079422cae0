package org.heddle.benchmarks.loop;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.transaction.xa.XAResource;

/** Calls a bean that does nothing in a loop, on the server's threads, as any adapter does. */
public class LoopResourceAdapter implements ResourceAdapter, LoopMXBean {

  private static final String NAME = "org.heddle.benchmarks:type=Loop";

  private WorkManager threads;
  private final Map<String, MessageEndpointFactory> endpoints = new ConcurrentHashMap<>();

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    threads = context.getWorkManager();
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    } catch (JMException e) {
      throw new ResourceAdapterInternalException("Cannot register " + NAME, e);
    }
  }

  @Override
  public void stop() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("Cannot unregister " + NAME, e);
    }
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {
    endpoints.put(((LoopActivationSpec) spec).getBean(), factory);
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    endpoints.remove(((LoopActivationSpec) spec).getBean());
  }

  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  /** By configuration, of which it has none (Connectors 2.1, section 5.3.1). */
  @Override
  public boolean equals(Object other) {
    return other instanceof LoopResourceAdapter;
  }

  @Override
  public int hashCode() {
    return LoopResourceAdapter.class.hashCode();
  }

  @Override
  public long run(String bean, int count, int workers) {
    try {
      CountDownLatch done = new CountDownLatch(workers);
      long start = System.nanoTime();
      for (int i = 0; i < workers; i++) {
        threads.scheduleWork(new Caller(endpoints.get(bean), count, done));
      }
      done.await();
      return System.nanoTime() - start;
    } catch (ResourceException | InterruptedException e) {
      throw new IllegalStateException("The loop cannot run", e);
    }
  }

  private final class Caller implements Work {

    private final MessageEndpointFactory factory;
    private final int count;
    private final CountDownLatch done;

    Caller(MessageEndpointFactory factory, int count, CountDownLatch done) {
      this.factory = factory;
      this.count = count;
      this.done = done;
    }

    @Override
    public void run() {
      try {
        Method method = Runnable.class.getMethod("run");
        boolean transacted = factory.isDeliveryTransacted(method);
        MessageEndpoint endpoint = factory.createEndpoint(transacted ? new IdleXaResource() : null);
        for (int i = 0; i < count; i++) {
          endpoint.beforeDelivery(method);
          ((Runnable) endpoint).run();
          endpoint.afterDelivery();
        }
        endpoint.release();
      } catch (ResourceException | NoSuchMethodException e) {
        throw new IllegalStateException("The endpoint cannot be called", e);
      } finally {
        done.countDown();
      }
    }

    @Override
    public void release() {
      // It ends by itself.
    }
  }
}
