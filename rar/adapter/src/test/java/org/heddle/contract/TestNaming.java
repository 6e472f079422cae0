package org.heddle.contract;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/**
 * A naming service for one process, named by {@code jndi.properties}. What is bound is static,
 * because JNDI makes the factory by itself.
 */
public final class TestNaming implements InitialContextFactory {

  private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

  /** Called by JNDI. */
  public TestNaming() {}

  static void bind(String name, Object object) {
    BOUND.put(name, object);
  }

  static void unbind(String name) {
    BOUND.remove(name);
  }

  @Override
  public Context getInitialContext(Hashtable<?, ?> environment)
      throws javax.naming.NamingException {
    return new Bindings();
  }

  private static final class Bindings extends InitialContext {

    Bindings() throws javax.naming.NamingException {
      super(true);
    }

    @Override
    public Object lookup(String name) throws NameNotFoundException {
      Object found = BOUND.get(name);
      if (found == null) {
        throw new NameNotFoundException(name);
      }
      return found;
    }

    @Override
    public void close() {}
  }
}
