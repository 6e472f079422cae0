package org.heddle.ra.codec;

import java.util.EnumMap;
import java.util.Map;
import org.heddle.api.FieldNaming;

/**
 * Finds the codec of a type. Safe for several threads.
 *
 * <p>What is learnt about an application's class is kept with that class, not here, so that nothing
 * of an application outlives it.
 */
public final class Codecs {

  private final Map<FieldNaming, JsonCodecs> json = new EnumMap<>(FieldNaming.class);

  /** Prepares the codecs. */
  public Codecs() {
    for (FieldNaming naming : FieldNaming.values()) {
      json.put(naming, new JsonCodecs(naming));
    }
  }

  /**
   * Returns the codec of a type.
   *
   * @param type a record or bean, {@code String} or {@code byte[]}
   * @param naming how names are written in JSON
   * @param <T> the type
   * @return the codec
   */
  @SuppressWarnings("unchecked")
  public <T> Codec<T> codec(Class<T> type, FieldNaming naming) {
    if (type == String.class) {
      return (Codec<T>) RawCodec.TEXT;
    }
    if (type == byte[].class) {
      return (Codec<T>) RawCodec.BYTES;
    }
    return (Codec<T>) json.get(naming).of(type);
  }
}
