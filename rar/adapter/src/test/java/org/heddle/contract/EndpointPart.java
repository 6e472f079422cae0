package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.ResourceException;
import java.util.ArrayList;
import java.util.List;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.AfterEach;

/** What the parts of the contract about endpoints have in common: beans, deployed for one test. */
abstract class EndpointPart extends ContractPart {

  private final List<Deployment> deployments = new ArrayList<>();

  EndpointPart(ContractEnvironment environment) {
    super(environment);
  }

  /** A deployed bean. */
  static final class Deployment {
    private final ContractEnvironment environment;
    private final TestEndpoints<?> endpoints;
    private final MessagingActivationSpec spec;

    Deployment(
        ContractEnvironment environment, TestEndpoints<?> endpoints, MessagingActivationSpec spec) {
      this.environment = environment;
      this.endpoints = endpoints;
      this.spec = spec;
    }

    /** Stops the bean: nothing is in flight afterwards, and no endpoint is open. */
    void stop() {
      environment.container().deactivate(endpoints, spec);
      assertThat(endpoints.openEndpoints()).isZero();
    }
  }

  @AfterEach
  final void undeploy() {
    deployments.forEach(Deployment::stop);
  }

  final MessagingActivationSpec spec(String topic, String subscription) {
    return spec(environment(), topic, subscription);
  }

  /** The configuration of a bean that gets texts and is called again soon after a failure. */
  static MessagingActivationSpec spec(
      ContractEnvironment environment, String topic, String subscription) {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setConnectionFactoryLookup(environment.lookup());
    spec.setTopic(topic);
    spec.setSubscription(subscription);
    spec.setRedeliveryDelayMillis(50L);
    spec.setRedeliveryMultiplier(1.0);
    return spec;
  }

  final Deployment deploy(Object bean, Attribute attribute, MessagingActivationSpec spec)
      throws ResourceException {
    return deploy(
        environment(), new TestEndpoints<>(environment().container(), bean, attribute), spec);
  }

  final Deployment deploy(
      ContractEnvironment environment, TestEndpoints<?> endpoints, MessagingActivationSpec spec)
      throws ResourceException {
    Deployment deployment = new Deployment(environment, endpoints, spec);
    environment.container().activate(endpoints, spec);
    deployments.add(deployment);
    return deployment;
  }

  /** Makes the subscription, so that what is sent before the bean is connected is kept for it. */
  final void subscribe(String topic, String subscription) {
    consumer(topic, subscription).close();
  }

  /** Sends as a bean does, in the transaction of the thread if there is one. */
  static void sendFromBean(ContractEnvironment environment, String topic, String value) {
    try (PubSubConnection connection = environment.factory().getConnection();
        MessageProducer<String> producer = connection.createProducer(topic, String.class)) {
      producer.send(value);
    }
  }
}
