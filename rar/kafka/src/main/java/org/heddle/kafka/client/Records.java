package org.heddle.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.heddle.spi.OutboundRecord;

/** Messages as Kafka's records: properties are headers, keys and properties are UTF-8. */
final class Records {

  // What the client counts per record and batch, the largest form of each field.
  private static final int OVERHEAD = 61 + 21;
  private static final int VARINT = 5;

  private Records() {}

  static ProducerRecord<byte[], byte[]> outbound(String topic, OutboundRecord record) {
    byte[] key = record.key().map(text -> text.getBytes(UTF_8)).orElse(null);
    ProducerRecord<byte[], byte[]> outbound = new ProducerRecord<>(topic, key, record.payload());
    Headers headers = outbound.headers();
    record.properties().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    return outbound;
  }

  /** Estimates the size that the client compares with its limit, upwards by a few bytes at most. */
  static long size(ProducerRecord<byte[], byte[]> record) {
    long size = OVERHEAD + sizeOf(record.key()) + sizeOf(record.value()) + VARINT;
    for (Header header : record.headers()) {
      size += header.key().getBytes(UTF_8).length + VARINT + sizeOf(header.value());
    }
    return size;
  }

  /** Reads headers as properties; the last of several with one name wins, as it does in Kafka. */
  static Map<String, String> properties(Headers headers) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (Header header : headers) {
      byte[] value = header.value();
      properties.put(header.key(), value == null ? "" : new String(value, UTF_8));
    }
    return Collections.unmodifiableMap(properties);
  }

  private static long sizeOf(byte[] bytes) {
    return bytes == null ? VARINT : VARINT + bytes.length;
  }
}
