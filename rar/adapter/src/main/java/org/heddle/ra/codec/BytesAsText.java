package org.heddle.ra.codec;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Byte arrays within a record are UTF-8 text in JSON, as the protocol's own system has them. */
final class BytesAsText extends SimpleModule {

  private static final long serialVersionUID = 1L;

  BytesAsText() {
    addSerializer(byte[].class, new Writer());
    addDeserializer(byte[].class, new Reader());
  }

  private static final class Writer extends StdSerializer<byte[]> {

    Writer() {
      super(byte[].class);
    }

    @Override
    public void serialize(byte[] value, JsonGenerator out, SerializationContext context) {
      out.writeString(new String(value, StandardCharsets.UTF_8));
    }
  }

  private static final class Reader extends StdDeserializer<byte[]> {

    Reader() {
      super(byte[].class);
    }

    @Override
    public byte[] deserialize(JsonParser in, DeserializationContext context) {
      return in.getValueAsString("").getBytes(StandardCharsets.UTF_8);
    }
  }
}
