package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.heddle.api.FieldNaming;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.ProducerOptions;
import org.heddle.api.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's {@code Message.value}: what goes in comes out. */
abstract class ValuesContract extends ContractPart {

  private static final Order FULL =
      new Order(
          "größe-💡",
          3,
          -0.5,
          true,
          List.of(new Line("bolt", 1), new Line("nut \"M8\"\\\n", Integer.MAX_VALUE)),
          Map.of("note", "left\u0000over", "", "no name"),
          Optional.of("SPRING"),
          State.PAID,
          "text in bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  ValuesContract(ContractEnvironment environment) {
    super(environment);
  }

  /** The value of an order. */
  public enum State {
    NEW,
    PAID
  }

  /** A part of an order. */
  public record Line(String article, int count) {}

  /** A value with everything that values have. */
  public record Order(
      String id,
      int quantity,
      double discount,
      boolean express,
      List<Line> lines,
      Map<String, String> notes,
      Optional<String> coupon,
      State state,
      byte[] attachment) {}

  /** The same, as an older application knows it. */
  public record OldOrder(String id, int quantity) {}

  /** A value whose names differ in snake case. */
  public record Quake(String magnitudeType, double magnitude) {}

  @Test
  void shouldCarryRecordsWithAllThatTheyHold() throws TimeoutException {
    assertThat(roundTrip(Order.class, FULL)).usingRecursiveComparison().isEqualTo(FULL);
  }

  @Test
  void shouldCarryNullsAndWhatIsEmpty() throws TimeoutException {
    Map<String, String> notes = new HashMap<>();
    notes.put("nothing", null);
    Order sparse =
        new Order(
            null,
            0,
            0,
            false,
            Arrays.asList(new Line(null, 0), null),
            notes,
            Optional.empty(),
            null,
            new byte[0]);
    assertThat(roundTrip(Order.class, sparse)).usingRecursiveComparison().isEqualTo(sparse);
  }

  @Test
  void shouldCarryANullValue() throws TimeoutException {
    assertThat(roundTrip(Order.class, null)).isNull();
  }

  @Test
  void shouldIgnoreWhatAnOlderReaderDoesNotKnow() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<OldOrder> old = connection().createConsumer(topic, "s", OldOrder.class)) {
      connection().createProducer(topic, Order.class).send(FULL);
      assertThat(receive(old, 1)).containsExactly(new OldOrder(FULL.id(), FULL.quantity()));
    }
  }

  @Test
  void shouldNameFieldsAsThePeerDoes() throws TimeoutException {
    String topic = topic();
    Quake quake = new Quake("mww", 7.1);
    ProducerOptions snakeCase = ProducerOptions.defaults().withFieldNaming(FieldNaming.SNAKE_CASE);
    try (MessageConsumer<String> raw = consumer(topic, "raw");
        MessageConsumer<Quake> read =
            connection()
                .createConsumer(
                    topic,
                    "read",
                    Quake.class,
                    options().withFieldNaming(FieldNaming.SNAKE_CASE))) {
      connection().createProducer(topic, Quake.class, snakeCase).send(quake);
      assertThat(receive(raw, 1)).containsExactly("{\"magnitude_type\":\"mww\",\"magnitude\":7.1}");
      assertThat(receive(read, 1)).containsExactly(quake);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "plain",
        "\"quoted\"",
        "null",
        "größer als 💡 and العربية",
        "a\u0000b\r\n"
      })
  void shouldCarryTextAsItIs(String text) throws TimeoutException {
    assertThat(roundTrip(String.class, text)).isEqualTo(text);
  }

  @Test
  void shouldCarryBytesAsTheyAre() throws TimeoutException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(roundTrip(byte[].class, bytes)).isEqualTo(bytes);
    assertThat(roundTrip(byte[].class, new byte[0])).isEmpty();
  }

  @Test
  void shouldNotNoticeWhatHappensToAnArrayAfterwards() throws TimeoutException {
    String topic = topic();
    byte[] bytes = {1, 2, 3};
    try (MessageConsumer<byte[]> first = connection().createConsumer(topic, "1", byte[].class);
        MessageConsumer<byte[]> second = connection().createConsumer(topic, "2", byte[].class);
        MessageProducer<byte[]> producer = connection().createProducer(topic, byte[].class)) {
      producer.sendAsync(bytes);
      bytes[0] = 9;
      byte[] received = receive(first, 1).get(0);
      assertThat(received).containsExactly(1, 2, 3);
      received[1] = 9;
      assertThat(receive(second, 1).get(0)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void shouldRefuseARawValueThatIsNull() {
    MessageProducer<String> producer = producer(topic());
    assertThatThrownBy(() -> producer.send((String) null)).isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldLetAPoisonPayloadBeAcknowledged() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<Order> consumer = orders(topic)) {
      send(topic, "this is not JSON", "{\"id\":7");
      connection().createProducer(topic, Order.class).send(FULL);
      for (int i = 0; i < 2; i++) {
        Message<Order> poison = receive(consumer);
        assertThatThrownBy(poison::value)
            .isInstanceOf(SchemaException.class)
            .hasMessageContaining(Order.class.getName());
        consumer.acknowledge(poison);
      }
      assertThat(receive(consumer, 1)).extracting(Order::id).containsExactly(FULL.id());
    }
    try (MessageConsumer<Order> again = orders(topic)) {
      connection().createProducer(topic, Order.class).send(OutgoingMessage.of(null));
      assertThat(receive(again, 1)).containsOnlyNulls();
    }
  }

  @Test
  void shouldRefuseBytesThatAreNotText() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      connection().createProducer(topic, byte[].class).send(new byte[] {(byte) 0xC3, 0x28});
      Message<String> message = receive(consumer);
      assertThatThrownBy(message::value).isInstanceOf(SchemaException.class);
    }
  }

  private MessageConsumer<Order> orders(String topic) {
    return connection().createConsumer(topic, "s", Order.class, options());
  }

  private <T> T roundTrip(Class<T> schema, T value) throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<T> consumer = connection().createConsumer(topic, "s", schema);
        MessageProducer<T> producer = connection().createProducer(topic, schema)) {
      producer.send(value);
      return receive(consumer, 1).get(0);
    }
  }
}
