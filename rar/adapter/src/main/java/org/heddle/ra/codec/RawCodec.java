package org.heddle.ra.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.heddle.api.SchemaException;

/** The formats that are no format: text as UTF-8, and bytes as they are. */
final class RawCodec {

  static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public byte[] encode(String value) {
          return notNull(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] payload) {
          try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
          } catch (CharacterCodingException e) {
            throw new SchemaException("The payload is not text in UTF-8", e);
          }
        }
      };

  static final Codec<byte[]> BYTES =
      new Codec<>() {
        @Override
        public byte[] encode(byte[] value) {
          return notNull(value).clone();
        }

        @Override
        public byte[] decode(byte[] payload) {
          return payload.clone();
        }
      };

  private RawCodec() {}

  private static <T> T notNull(T value) {
    if (value == null) {
      throw new SchemaException("A raw value must not be null; send an empty one instead");
    }
    return value;
  }
}
