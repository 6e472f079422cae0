package org.heddle.ra;

import static java.lang.System.Logger.Level.INFO;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.heddle.api.AlreadyClosedException;
import org.heddle.ra.config.ConfigProperties;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.inbound.Activation;
import org.heddle.ra.inbound.RecoveryResources;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.runtime.AdapterRuntime;

/**
 * The resource adapter (Connectors 2.1, section 5.3): starts and stops what connections and
 * endpoints share, and activates endpoints. Safe for several threads once started.
 */
public class MessagingResourceAdapter
    implements ResourceAdapter, AdapterRuntime.Owner, Serializable {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG =
      System.getLogger(MessagingResourceAdapter.class.getName());

  @ConfigProperty(
      description = "How many bytes the messages may have that are sent in one transaction.")
  private Long maxTransactionBytes = 64L * 1024 * 1024;

  @ConfigProperty(
      description =
          "How long the end of an application waits for the messages in flight, in milliseconds.")
  private Long drainTimeoutMillis = 10_000L;

  @ConfigProperty(
      description =
          "The directory that keeps transactions between the two phases of their commit, for this"
              + " adapter alone, on a disk that outlives the server; empty for a folder in the"
              + " server's own data.")
  private String preparedLogDirectory = "";

  private transient volatile AdapterRuntime runtime;
  private transient volatile RecoveryResources recovery;
  private transient volatile Map<EndpointKey, Activation<?>> activations;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      ConfigurationFaults faults = new ConfigurationFaults(MessagingResourceAdapter.class);
      faults.atLeast("maxTransactionBytes", maxTransactionBytes, 1);
      faults.atLeast("drainTimeoutMillis", drainTimeoutMillis, 0);
      faults.throwIfAny();
      activations = new ConcurrentHashMap<>();
      runtime = AdapterRuntime.start(context, maxTransactionBytes, givenDirectory());
      recovery = new RecoveryResources(runtime);
    } catch (ResourceException | PreparedLog.InUseException e) {
      throw new ResourceAdapterInternalException(
          "The Heddle resource adapter cannot start: " + e.getMessage(), e);
    }
    LOG.log(INFO, "The Heddle resource adapter is started");
  }

  private Optional<Path> givenDirectory() {
    return Optional.ofNullable(preparedLogDirectory).filter(text -> !text.isBlank()).map(Path::of);
  }

  @Override
  public void stop() {
    AdapterRuntime stopping = runtime;
    if (stopping == null) {
      return;
    }
    List<Activation<?>> left = new ArrayList<>(activations.values());
    activations.clear();
    left.forEach(Activation::stop);
    recovery.close();
    runtime = null;
    stopping.close();
    LOG.log(INFO, "The Heddle resource adapter is stopped");
  }

  @Override
  public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof MessagingActivationSpec ours)) {
      throw new NotSupportedException("Not an activation spec of this adapter: " + spec);
    }
    Activation<?> activation =
        Activation.of(runtime(), ours.settings(), endpoints, Duration.ofMillis(drainTimeoutMillis));
    activations.put(new EndpointKey(endpoints, spec), activation);
    runtime().recoveryOffers().offer(endpoints);
    activation.start();
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
    Map<EndpointKey, Activation<?>> known = activations;
    Activation<?> activation =
        known == null ? null : known.remove(new EndpointKey(endpoints, spec));
    if (activation != null) {
      activation.stop();
    }
  }

  /** One for each connection factory that the endpoints name (Connectors 2.1, section 8.4.5). */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
    RecoveryResources resources = recovery;
    if (resources == null) {
      return new XAResource[0];
    }
    Set<Optional<String>> lookups = new LinkedHashSet<>();
    for (ActivationSpec spec : specs) {
      if (spec instanceof MessagingActivationSpec ours) {
        lookups.add(ours.settings().connectionFactoryLookup());
      }
    }
    return lookups.stream().map(resources::of).flatMap(Optional::stream).toArray(XAResource[]::new);
  }

  @Override
  public AdapterRuntime runtime() {
    AdapterRuntime present = runtime;
    if (present == null) {
      throw new AlreadyClosedException("The Heddle resource adapter is not started");
    }
    return present;
  }

  public Long getMaxTransactionBytes() {
    return maxTransactionBytes;
  }

  public void setMaxTransactionBytes(Long maxTransactionBytes) {
    this.maxTransactionBytes = maxTransactionBytes;
  }

  public String getPreparedLogDirectory() {
    return preparedLogDirectory;
  }

  public void setPreparedLogDirectory(String preparedLogDirectory) {
    this.preparedLogDirectory = preparedLogDirectory;
  }

  public Long getDrainTimeoutMillis() {
    return drainTimeoutMillis;
  }

  public void setDrainTimeoutMillis(Long drainTimeoutMillis) {
    this.drainTimeoutMillis = drainTimeoutMillis;
  }

  /** By configuration, as the specification asks (Connectors 2.1, section 5.3.1). */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other != null
            && getClass() == other.getClass()
            && ConfigProperties.values(this).equals(ConfigProperties.values(other));
  }

  @Override
  public int hashCode() {
    return ConfigProperties.values(this).hashCode();
  }

  /** Containers hand the very objects of the activation to the deactivation. */
  private record EndpointKey(MessageEndpointFactory endpoints, ActivationSpec spec) {

    @Override
    public boolean equals(Object other) {
      return other instanceof EndpointKey that && endpoints == that.endpoints && spec == that.spec;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(endpoints) + System.identityHashCode(spec);
    }
  }
}
