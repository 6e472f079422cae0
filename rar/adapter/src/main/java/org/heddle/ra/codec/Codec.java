package org.heddle.ra.codec;

/**
 * Writes and reads values of one type. Safe for several threads.
 *
 * @param <T> the type
 */
public interface Codec<T> {

  /**
   * Writes a value.
   *
   * @param value the value, may be null where the format knows null
   * @return a fresh array
   * @throws org.heddle.api.SchemaException if the value cannot be written
   */
  byte[] encode(T value);

  /**
   * Reads a value.
   *
   * @param payload the bytes; not kept
   * @return the value
   * @throws org.heddle.api.SchemaException if the bytes are not of the type
   */
  T decode(byte[] payload);
}
