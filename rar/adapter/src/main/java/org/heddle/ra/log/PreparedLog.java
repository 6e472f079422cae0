package org.heddle.ra.log;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.heddle.ra.log.UnitFormat.DamagedException;

/**
 * Keeps prepared branches in a directory of its own, one file each. A branch is on disk, with its
 * entry in the directory, when {@link #write} returns; it survives the process and the power. A
 * file comes under its name only when it is complete, so one that is damaged was damaged later: it
 * is set aside with an error and never guessed at.
 *
 * <p>One log owns a directory at a time. Safe for several threads.
 */
public final class PreparedLog implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PreparedLog.class.getName());
  private static final String UNIT = ".unit";
  private static final String UNFINISHED = ".tmp";
  private static final String DAMAGED = ".damaged";
  private static final boolean DIRECTORIES_CAN_BE_FORCED =
      !System.getProperty("os.name", "").startsWith("Windows");

  private final Path directory;
  private final FileChannel lockFile;
  private final String id;
  private final List<LoggedUnit> found = new ArrayList<>();
  private List<Runnable> removed = new ArrayList<>();

  private PreparedLog(Path directory, FileChannel lockFile) throws IOException {
    this.directory = directory;
    this.lockFile = lockFile;
    this.id = readId();
    readUnits();
  }

  /** Another log owns the directory. */
  public static final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    InUseException(Path directory) {
      super(
          "The directory of prepared transactions "
              + directory
              + " is used by another resource adapter; give each its own preparedLogDirectory");
    }
  }

  /**
   * Takes a directory, which is made if it is not there, and reads what is in it.
   *
   * @param directory for this log alone
   * @return the log, to be closed
   * @throws InUseException if another log has the directory, in this process or in another
   * @throws IOException if the directory cannot be read and written
   */
  public static PreparedLog open(Path directory) throws IOException {
    makePrivately(directory);
    FileChannel lockFile = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
    try {
      if (!lock(lockFile)) {
        throw new InUseException(directory);
      }
      return new PreparedLog(directory, lockFile);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /** What is kept are messages, which are not for everybody. */
  private static void makePrivately(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(directory.toAbsolutePath().getParent());
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
    force(directory.toAbsolutePath().getParent());
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Names this log among all others, for ever.
   *
   * @return letters, digits and dashes
   */
  public String id() {
    return id;
  }

  /**
   * Returns the directory.
   *
   * @return as it was given
   */
  public Path directory() {
    return directory;
  }

  /**
   * Returns what was in the log when it was opened.
   *
   * @return the branches, in no order
   */
  public List<LoggedUnit> found() {
    return List.copyOf(found);
  }

  private String readId() throws IOException {
    Path file = directory.resolve("id");
    try {
      return UUID.fromString(Files.readString(file, US_ASCII).strip()).toString();
    } catch (NoSuchFileException e) {
      String made = UUID.randomUUID().toString();
      writeFile(file, ByteBuffer.wrap(made.getBytes(US_ASCII)));
      return made;
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " does not hold the id of a log of prepared transactions; restore it", e);
    }
  }

  private void readUnits() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(UNFINISHED)) {
          // The crash came before the vote, so nobody counts on it.
          Files.delete(file);
        } else if (name.endsWith(UNIT)) {
          readUnit(file);
        }
      }
    }
  }

  private void readUnit(Path file) throws IOException {
    try {
      LoggedUnit unit = UnitFormat.read(Files.readAllBytes(file));
      if (!file.equals(file(unit))) {
        throw new DamagedException("it holds another transaction than its name says");
      }
      found.add(unit);
    } catch (DamagedException e) {
      Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
      Files.move(file, aside, ATOMIC_MOVE);
      LOG.log(
          ERROR,
          "A prepared transaction cannot be recovered: "
              + file
              + " is damaged, "
              + e.getMessage()
              + ". It is kept as "
              + aside.getFileName()
              + "; its messages are delivered again and its sends are not sent. Compare with the"
              + " other resources of the transaction what is to be done by hand");
    }
  }

  /**
   * Writes a branch, in place of what was written of it before; blocks until it is on disk.
   *
   * @param unit the branch
   * @throws IOException if that fails, or the log is closed; the branch may be written or not then
   */
  public void write(LoggedUnit unit) throws IOException {
    if (!lockFile.isOpen()) {
      throw new ClosedChannelException();
    }
    List<Runnable> removedBefore = takeRemoved();
    try {
      writeFile(file(unit), UnitFormat.write(unit));
    } catch (IOException e) {
      putBack(removedBefore);
      throw e;
    }
    removedBefore.forEach(Runnable::run);
  }

  private void writeFile(Path file, ByteBuffer content) throws IOException {
    Path unfinished = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    try {
      try (FileChannel channel = FileChannel.open(unfinished, CREATE_NEW, WRITE)) {
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    force(directory);
  }

  /**
   * Removes a branch that is settled or rolled back. That need not be on disk at once: whoever
   * finds the branch again after a power cut settles or drops it again. Does nothing once the log
   * is closed.
   *
   * @param unit the branch
   * @param whenForgotten run, on any thread, when the branch is certain never to be found again
   */
  public void remove(LoggedUnit unit, Runnable whenForgotten) {
    if (!lockFile.isOpen()) {
      // It is the next owner's.
      return;
    }
    try {
      Files.deleteIfExists(file(unit));
    } catch (IOException e) {
      LOG.log(
          ERROR,
          "Cannot delete "
              + file(unit)
              + "; the transaction in it has ended, and is ended again after the next start",
          e);
      return;
    }
    putBack(List.of(whenForgotten));
  }

  private synchronized List<Runnable> takeRemoved() {
    List<Runnable> taken = removed;
    removed = new ArrayList<>();
    return taken;
  }

  private synchronized void putBack(List<Runnable> forgotten) {
    removed.addAll(forgotten);
  }

  private Path file(LoggedUnit unit) {
    return directory.resolve(unit.name() + UNIT);
  }

  /** A file is only there after a power cut if its directory was forced, too. */
  private static void force(Path directory) throws IOException {
    if (DIRECTORIES_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  /** Gives the directory up. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.log(ERROR, "Cannot give up " + directory, e);
    }
  }
}
