package org.heddle.contract;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What a class logs about one thing until this is closed. Tests run beside each other and share the
 * loggers, so what the class says of other things is left out. Safe for several threads.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Formatter formatter = new SimpleFormatter();
  private final Logger logger;
  private final String subject;

  /**
   * Starts to listen.
   *
   * @param className of the class that logs
   * @param subject part of each message that is kept
   */
  public CapturedLog(String className, String subject) {
    this.logger = Logger.getLogger(className);
    this.subject = subject;
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord logged) {
    if (formatter.formatMessage(logged).contains(subject)) {
      records.add(logged);
    }
  }

  /** What was logged, in its order; grows while this is open. */
  public List<LogRecord> records() {
    return Collections.unmodifiableList(records);
  }

  /** How much was logged at this level. */
  public long count(Level level) {
    return records.stream().filter(logged -> logged.getLevel().equals(level)).count();
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
