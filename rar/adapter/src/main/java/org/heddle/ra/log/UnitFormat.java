package org.heddle.ra.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.ra.log.LoggedUnit.Acknowledgement;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.LoggedUnit.Send;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.SubscriptionSpec;

/**
 * The bytes of a prepared branch: {@code HDU1}, the length of what follows the head, its CRC-32C,
 * and the fields in their order; numbers big-endian, texts in UTF-8 after their length.
 */
final class UnitFormat {

  private static final int MAGIC = 0x48445531;
  private static final int HEAD = 12;

  private UnitFormat() {}

  /** A file that was not written by this class, or not to its end. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  static ByteBuffer write(LoggedUnit unit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, unit.name());
      out.writeInt(unit.branch().getFormatId());
      bytes(out, unit.branch().getGlobalTransactionId());
      bytes(out, unit.branch().getBranchQualifier());
      text(out, unit.resource());
      text(out, unit.slot().owner());
      out.writeInt(unit.slot().number());
      text(out, unit.note());
      text(out, unit.decision().name());
      out.writeLong(unit.preparedMillis());
      out.writeInt(unit.sends().size());
      for (Send send : unit.sends()) {
        write(out, send);
      }
      out.writeInt(unit.acknowledgements().size());
      for (Acknowledgement acknowledgement : unit.acknowledgements()) {
        write(out, acknowledgement);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Memory does not fail to be written to", e);
    }
    byte[] body = bytes.toByteArray();
    ByteBuffer file = ByteBuffer.allocate(HEAD + body.length);
    file.putInt(MAGIC).putInt(body.length).putInt(checksum(body, 0)).put(body);
    return file.flip();
  }

  private static void write(DataOutputStream out, Send send) throws IOException {
    topic(out, send.producer().topic());
    texts(out, send.producer().properties());
    bytes(out, send.record().payload());
    texts(out, send.record().properties());
    out.writeBoolean(send.record().key().isPresent());
    text(out, send.record().key().orElse(""));
  }

  private static void write(DataOutputStream out, Acknowledgement acknowledgement)
      throws IOException {
    SubscriptionSpec subscription = acknowledgement.subscription();
    topic(out, subscription.topic());
    text(out, subscription.subscription());
    text(out, subscription.initialPosition().name());
    text(out, subscription.consumerType().name());
    texts(out, subscription.properties());
    text(out, acknowledgement.reference());
  }

  private static void topic(DataOutputStream out, Topic topic) throws IOException {
    text(out, topic.toString());
    text(out, topic.quality().name());
  }

  private static void texts(DataOutputStream out, Map<String, String> texts) throws IOException {
    out.writeInt(texts.size());
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(UTF_8));
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static LoggedUnit read(byte[] file) throws DamagedException {
    ByteBuffer head = ByteBuffer.wrap(file);
    if (file.length < HEAD || head.getInt() != MAGIC) {
      throw new DamagedException("it was not written by this adapter");
    }
    if (head.getInt() != file.length - HEAD) {
      throw new DamagedException("it has not the length that it tells");
    }
    if (head.getInt() != checksum(file, HEAD)) {
      throw new DamagedException("its checksum is wrong");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(file, HEAD, file.length - HEAD))) {
      return read(in);
    } catch (IOException | RuntimeException e) {
      throw new DamagedException("it cannot be read: " + e);
    }
  }

  private static LoggedUnit read(DataInputStream in) throws IOException {
    String name = text(in);
    BranchId branch = new BranchId(in.readInt(), bytes(in), bytes(in));
    String resource = text(in);
    SettlementSlot slot = new SettlementSlot(text(in), in.readInt());
    String note = text(in);
    Decision decision = Decision.valueOf(text(in));
    long prepared = in.readLong();
    List<Send> sends = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      sends.add(send(in));
    }
    List<Acknowledgement> acknowledgements = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      acknowledgements.add(acknowledgement(in));
    }
    return new LoggedUnit(
        name, branch, resource, slot, note, decision, prepared, sends, acknowledgements);
  }

  private static Send send(DataInputStream in) throws IOException {
    ProducerSpec producer = new ProducerSpec(topic(in), texts(in));
    byte[] payload = bytes(in);
    Map<String, String> properties = texts(in);
    boolean keyed = in.readBoolean();
    String key = text(in);
    return new Send(
        producer,
        new OutboundRecord(payload, properties, keyed ? Optional.of(key) : Optional.empty()));
  }

  private static Acknowledgement acknowledgement(DataInputStream in) throws IOException {
    SubscriptionSpec subscription =
        new SubscriptionSpec(
            topic(in),
            text(in),
            InitialPosition.valueOf(text(in)),
            ConsumerType.valueOf(text(in)),
            texts(in));
    return new Acknowledgement(subscription, text(in));
  }

  private static Topic topic(DataInputStream in) throws IOException {
    return Topic.parse(text(in)).withQuality(QualityOfService.valueOf(text(in)));
  }

  private static Map<String, String> texts(DataInputStream in) throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.put(text(in), text(in));
    }
    return Map.copyOf(texts);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, bytes.length - from);
    return (int) checksum.getValue();
  }
}
