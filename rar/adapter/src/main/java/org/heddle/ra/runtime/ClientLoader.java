package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.heddle.api.MessagingException;

/**
 * Loads a broker's client library away from the server's own libraries.
 *
 * <p>The jars lie inside the backend's jar, in {@code clients/<client>/}, listed by a file {@code
 * index}: there no server scans them or puts them on a class path. They are unpacked to a temporary
 * folder and searched first. The classes of the backend that use the library, in the package {@code
 * <neighbour's package>.client}, are defined here too, from the backend's own jar, so that they are
 * linked to these jars. The rest of the adapter comes from the backend's loader, and the JDK from
 * itself; nothing of the server or its applications is found, not even what the library looks for
 * and can do without: a logging binding of the server would not fit the library's logging API.
 */
final class ClientLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final System.Logger LOG = System.getLogger(ClientLoader.class.getName());

  private static final String ADAPTER_PACKAGE = "org.heddle.";
  private static final String ADAPTER_FOLDER = "org/heddle/";

  private final Path folder;
  private final String backendPackage;

  private ClientLoader(Path folder, URL[] jars, Class<?> neighbour, String client) {
    super("heddle-" + client, jars, neighbour.getClassLoader());
    this.folder = folder;
    this.backendPackage = neighbour.getPackageName() + ".client.";
  }

  static ClientLoader open(Class<?> neighbour, String client) {
    String root = "clients/" + client + "/";
    try {
      Path folder = Files.createTempDirectory("heddle-" + client + "-");
      List<URL> jars = new ArrayList<>();
      for (String jar : index(neighbour.getClassLoader(), root)) {
        Path copy = folder.resolve(jar);
        try (InputStream in = open(neighbour.getClassLoader(), root + jar)) {
          Files.copy(in, copy);
        }
        jars.add(copy.toUri().toURL());
      }
      return new ClientLoader(folder, jars.toArray(URL[]::new), neighbour, client);
    } catch (IOException e) {
      throw new MessagingException(
          "The client library in "
              + root
              + " cannot be unpacked to the temporary directory; check that it is writable",
          e);
    }
  }

  private static List<String> index(ClassLoader loader, String root) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(open(loader, root + "index"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private static InputStream open(ClassLoader loader, String resource) throws IOException {
    InputStream in = loader.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("There is no " + resource + " in the resource adapter");
    }
    return in;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = name.startsWith(backendPackage) ? defineBackendClass(name) : childFirst(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  private Class<?> childFirst(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException notInTheLibrary) {
      return elsewhere(name.startsWith(ADAPTER_PACKAGE)).loadClass(name);
    }
  }

  private ClassLoader elsewhere(boolean ofTheAdapter) {
    return ofTheAdapter ? getParent() : getPlatformClassLoader();
  }

  private Class<?> defineBackendClass(String name) throws ClassNotFoundException {
    try (InputStream in = open(getParent(), name.replace('.', '/') + ".class")) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, ClientLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Child first; what the library lacks is looked for where its classes would be. */
  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : elsewhere(name.startsWith(ADAPTER_FOLDER)).getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> own = findResources(name);
    return own.hasMoreElements()
        ? own
        : elsewhere(name.startsWith(ADAPTER_FOLDER)).getResources(name);
  }

  /** Closes the loader and deletes what was unpacked. */
  @Override
  public void close() {
    try {
      super.close();
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(ClientLoader::delete);
      }
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(WARNING, "The folder " + folder + " could not be deleted", e);
    }
    LOG.log(DEBUG, "Closed {0}", getName());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
