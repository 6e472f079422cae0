package org.heddle.kafka.client;

import java.util.Base64;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The records beyond a committed offset that are finished nevertheless, as they travel in the
 * metadata of that offset: {@code h1:} and a bitmap in Base64 whose bit <i>n</i> stands for the
 * <i>n</i>th offset after the committed one.
 */
final class FinishedOffsets {

  /** How far a partition's deliveries may run ahead of the oldest that is not finished. */
  static final int WINDOW = 20_000;

  private static final String PREFIX = "h1:";
  // Kafka takes 4,096 characters; WINDOW bits need 3,337.
  private static final int MAX_CHARS = 4_000;

  private FinishedOffsets() {}

  /** Writes a bitmap; empty text for none. */
  static String encode(BitSet finished) {
    if (finished.isEmpty()) {
      return "";
    }
    String text =
        PREFIX + Base64.getEncoder().withoutPadding().encodeToString(finished.toByteArray());
    if (text.length() > MAX_CHARS) {
      throw new IllegalStateException("A bitmap of " + finished.length() + " offsets is too long");
    }
    return text;
  }

  /** Tells whether a committed offset and its metadata say that a record is finished. */
  static boolean covers(OffsetAndMetadata committed, long offset) {
    if (committed == null) {
      return false;
    }
    long beyond = offset - committed.offset();
    return beyond < 0 || (beyond < WINDOW * 2L && decode(committed.metadata()).get((int) beyond));
  }

  /** Reads a bitmap; none if the metadata is foreign. */
  static BitSet decode(String metadata) {
    if (metadata == null || !metadata.startsWith(PREFIX)) {
      return new BitSet();
    }
    try {
      return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      return new BitSet();
    }
  }
}
