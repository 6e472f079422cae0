package org.heddle.benchmarks.loop;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;

/** Says which of the loop's beans an endpoint is. */
public class LoopActivationSpec implements ActivationSpec {

  private ResourceAdapter resourceAdapter;
  private String bean;

  @Override
  public void validate() {
    // Whatever the bean is called.
  }

  public String getBean() {
    return bean;
  }

  /** What the loop is asked for. */
  public void setBean(String bean) {
    this.bean = bean;
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter resourceAdapter) {
    this.resourceAdapter = resourceAdapter;
  }
}
