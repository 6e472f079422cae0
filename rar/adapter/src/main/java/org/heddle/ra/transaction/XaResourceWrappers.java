package org.heddle.ra.transaction;

import javax.transaction.xa.XAResource;

/**
 * Finds the resource behind a server's wrapper. WildFly asks {@code isSameRM} with its own {@code
 * org.jboss.tm.XAResourceWrapper}; there is no class to compile against, so its one method is
 * called by name.
 */
final class XaResourceWrappers {

  private XaResourceWrappers() {}

  static XAResource unwrap(XAResource resource) {
    if (resource instanceof UnitXaResource) {
      return resource;
    }
    for (Class<?> type : resource.getClass().getInterfaces()) {
      if (type.getName().equals("org.jboss.tm.XAResourceWrapper")) {
        try {
          return (XAResource) type.getMethod("getResource").invoke(resource);
        } catch (ReflectiveOperationException e) {
          return resource;
        }
      }
    }
    return resource;
  }
}
