package org.heddle.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a program as HotSpot lays them down (class data sharing), with which it starts in
 * half the time. The build makes those of Kafka and Pulsar before their tests. Each lies beside the
 * jar of the broker's class, for the very virtual machine and class path that it was made with;
 * whoever has another starts without.
 */
public final class ClassArchive {

  private final Path file;

  private ClassArchive(Path file) {
    this.file = file;
  }

  /**
   * The archive of a program, there or not.
   *
   * @param program the class beside which the build has put the class path
   * @throws UncheckedIOException when the class path cannot be read
   */
  public static ClassArchive beside(Class<?> program) {
    try {
      int jars = BrokerFiles.classPath(program).toString().hashCode();
      String machine = System.getProperty("java.vm.version");
      String name = "classes-%s-%08x.jsa".formatted(machine, jars);
      return new ClassArchive(BrokerFiles.locationOf(program).resolveSibling(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class path of " + program, e);
    }
  }

  /** The options of a virtual machine that starts with the archive, if there is one. */
  public List<String> options() {
    return Files.isRegularFile(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
  }

  /**
   * Makes the archive, unless it is newer than what all processes share. Blocks until it is there.
   *
   * @param run runs the program with the options that it is given, and has it end by itself or by
   *     {@link ChildProcess#stop}
   * @throws IOException when the archive cannot be written
   */
  public void make(Run run) throws IOException {
    Path tether = BrokerFiles.locationOf(Tether.class);
    // HotSpot archives classes of jars only.
    if (Files.isDirectory(tether) || isNewerThan(tether)) {
      return;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    run.with(
        List.of(
            "-XX:ArchiveClassesAtExit=" + unfinished, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    // Not every virtual machine can.
    if (Files.exists(unfinished)) {
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private boolean isNewerThan(Path other) throws IOException {
    return Files.isRegularFile(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
  }

  /** Runs a program once. */
  @FunctionalInterface
  public interface Run {

    /** Runs it with these options of the virtual machine, besides its own. */
    void with(List<String> options) throws IOException;
  }
}
