package org.heddle.assembly;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The finished RAR, loaded as a server would: its jars below a parent that has the specification's
 * classes and libraries of the server's own, but nothing of ours.
 */
final class DeployedRar implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URLClassLoader loader;
  private final ResourceAdapter adapter;

  DeployedRar(Path rar, Path folder) throws Exception {
    loader = new URLClassLoader("rar", unpack(rar, folder), new ServerLoader());
    adapter = (ResourceAdapter) instance("org.heddle.ra.MessagingResourceAdapter");
    adapter.start(bootstrap());
  }

  ClassLoader loader() {
    return loader;
  }

  Object instance(String name) throws ReflectiveOperationException {
    return loader.loadClass(name).getConstructor().newInstance();
  }

  /** A connection of a factory that {@link #instance} made. */
  Object connection(Object factory) throws ReflectiveOperationException, ResourceException {
    ((ResourceAdapterAssociation) factory).setResourceAdapter(adapter);
    Object connections = ((ManagedConnectionFactory) factory).createConnectionFactory();
    return connections.getClass().getMethod("getConnection").invoke(connections);
  }

  @Override
  public void close() throws IOException {
    adapter.stop();
    threads.shutdownNow();
    loader.close();
  }

  private static URL[] unpack(Path rar, Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (ZipFile zip = new ZipFile(rar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        if (entry.getName().endsWith(".jar")) {
          Path jar = folder.resolve(entry.getName());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, jar);
          }
          jars.add(jar.toUri().toURL());
        }
      }
    }
    return jars.toArray(URL[]::new);
  }

  private BootstrapContext bootstrap() {
    WorkManager workManager =
        proxy(
            WorkManager.class,
            (self, method, arguments) -> {
              threads.execute((Work) arguments[0]);
              return method.getReturnType() == long.class ? 0L : null;
            });
    return proxy(
        BootstrapContext.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getWorkManager" -> workManager;
              case "createTimer" -> new Timer("server", true);
              case "getXATerminator" -> null;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(DeployedRar.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Has slf4j and the like, as servers do, and hides what the tests have of ours. */
  private static final class ServerLoader extends ClassLoader {

    ServerLoader() {
      super("server", DeployedRar.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.heddle.") && !name.startsWith("org.heddle.assembly.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return name.startsWith("org/heddle/") || name.startsWith("clients/")
          ? null
          : super.getResource(name);
    }
  }
}
