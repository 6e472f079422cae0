package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts id, time, key and properties before the payload, for a protocol that carries nothing else.
 * The format is that of {@code docs/mqtt-envelope.md}:
 *
 * <pre>
 * FF 48 44 4C 01   what no UTF-8 text starts with, "HDL", version 1
 * 4 bytes          length of the entries, big-endian; the payload follows them
 * entries          each a letter, a length (LEB128) and as many bytes of UTF-8
 * payload
 * </pre>
 */
final class Envelope implements LetterFormat {

  private static final byte[] MAGIC = {(byte) 0xFF, 'H', 'D', 'L', 1};
  private static final int HEAD = MAGIC.length + Integer.BYTES;
  private static final int MOST_SHIFTS = 28;

  private static final char ID = 'i';
  private static final char TIME = 't';
  private static final char KEY = 'k';
  private static final char NAME = 'n';
  private static final char VALUE = 'v';

  @Override
  public Content write(Letter letter) {
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    letter.id().ifPresent(id -> put(entries, ID, id));
    letter.time().ifPresent(time -> put(entries, TIME, Long.toString(time.toEpochMilli())));
    letter.key().ifPresent(key -> put(entries, KEY, key));
    letter
        .properties()
        .forEach(
            (name, value) -> {
              put(entries, NAME, name);
              put(entries, VALUE, value);
            });
    return Content.of(
        ByteBuffer.allocate(HEAD + entries.size() + letter.payload().length)
            .put(MAGIC)
            .putInt(entries.size())
            .put(entries.toByteArray())
            .put(letter.payload())
            .array());
  }

  private static void put(ByteArrayOutputStream entries, char kind, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    entries.write(kind);
    int length = bytes.length;
    for (; length >= 0x80; length >>>= 7) {
      entries.write(length | 0x80);
    }
    entries.write(length);
    entries.writeBytes(bytes);
  }

  @Override
  public Letter read(Content content) {
    byte[] bytes = content.payload();
    if (bytes.length < HEAD || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Letter.foreign(bytes);
    }
    ByteBuffer entries = ByteBuffer.wrap(bytes);
    int end = HEAD + entries.getInt(MAGIC.length);
    if (end < HEAD || end > bytes.length) {
      return Letter.foreign(bytes);
    }
    entries.position(HEAD).limit(end);
    try {
      return read(entries, Arrays.copyOfRange(bytes, end, bytes.length));
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      // It only looks like an envelope: delivered as it is, for the application to judge.
      return Letter.foreign(bytes);
    }
  }

  private static Letter read(ByteBuffer entries, byte[] payload) {
    String id = null;
    Instant time = null;
    String key = null;
    Map<String, String> properties = new LinkedHashMap<>();
    String name = "";
    while (entries.hasRemaining()) {
      char kind = (char) (entries.get() & 0xFF);
      String text = text(entries);
      switch (kind) {
        case ID -> id = text;
        case TIME -> time = Instant.ofEpochMilli(Long.parseLong(text));
        case KEY -> key = text;
        case NAME -> name = text;
        case VALUE -> properties.put(name, text);
        default -> {
          // Of a later writer, to be skipped.
        }
      }
    }
    return new Letter(
        Optional.ofNullable(id),
        Optional.ofNullable(time),
        Optional.ofNullable(key),
        Map.copyOf(properties),
        payload);
  }

  private static String text(ByteBuffer entries) {
    int length = 0;
    int shift = 0;
    byte next;
    do {
      if (shift > MOST_SHIFTS) {
        throw new IllegalArgumentException("a length of more than five bytes");
      }
      next = entries.get();
      length |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    if (length < 0 || length > entries.remaining()) {
      throw new IllegalArgumentException("a length beyond the end");
    }
    byte[] bytes = new byte[length];
    entries.get(bytes);
    return new String(bytes, UTF_8);
  }
}
