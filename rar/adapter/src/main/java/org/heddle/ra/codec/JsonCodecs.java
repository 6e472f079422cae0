package org.heddle.ra.codec;

import org.heddle.api.FieldNaming;
import org.heddle.api.SchemaException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/**
 * JSON as the protocol's own system writes and reads it: fields in declaration order, nulls written
 * and accepted everywhere, unknown fields ignored, {@code NaN} and the infinities bare, byte arrays
 * as UTF-8 text.
 */
final class JsonCodecs {

  private final FieldNaming naming;

  /** One mapper per application class, kept by the class itself: it dies with its application. */
  private final ClassValue<Codec<?>> ofApplicationClass =
      new ClassValue<>() {
        @Override
        protected Codec<?> computeValue(Class<?> type) {
          return new JsonCodec<>(mapper(naming), type);
        }
      };

  JsonCodecs(FieldNaming naming) {
    this.naming = naming;
  }

  Codec<?> of(Class<?> type) {
    boolean outlivesTheAdapter = type.getClassLoader() == null;
    return outlivesTheAdapter
        ? new JsonCodec<>(mapper(naming), type)
        : ofApplicationClass.get(type);
  }

  private static JsonMapper mapper(FieldNaming naming) {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            // The default type factory is shared by all mappers and would keep classes alive.
            .typeFactory(TypeFactory.createDefaultInstance())
            .addModule(new BytesAsText())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    if (naming == FieldNaming.SNAKE_CASE) {
      builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }
    return builder.build();
  }

  private static final class JsonCodec<T> implements Codec<T> {

    private final String typeName;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    JsonCodec(JsonMapper mapper, Class<T> type) {
      typeName = type.getName();
      writer = mapper.writerFor(type);
      reader = mapper.readerFor(type);
    }

    @Override
    public byte[] encode(T value) {
      try {
        return writer.writeValueAsBytes(value);
      } catch (JacksonException e) {
        throw new SchemaException(
            "A value of type " + typeName + " cannot be written as JSON: " + e.getOriginalMessage(),
            e);
      }
    }

    @Override
    public T decode(byte[] payload) {
      try {
        return reader.readValue(payload);
      } catch (JacksonException e) {
        throw new SchemaException(
            "The payload cannot be read as JSON of type "
                + typeName
                + ": "
                + e.getOriginalMessage(),
            e);
      }
    }
  }
}
