package org.heddle.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.junit.jupiter.api.Test;

class ListenerTypeTest {

  record Order(String id) {}

  static class Direct implements MessageListener<Order> {
    @Override
    public void onMessage(Message<Order> message) {}
  }

  abstract static class Base<K, V> implements Named<V> {
    K unused;
  }

  interface Named<X> extends MessageListener<X> {}

  static class Inherited extends Base<String, Order> {
    @Override
    public void onMessage(Message<Order> message) {}
  }

  static class Batch implements BatchMessageListener<byte[]> {
    @Override
    public void onMessages(List<Message<byte[]>> messages) {}
  }

  static class Parameterized implements MessageListener<Map<String, Order>> {
    @Override
    public void onMessage(Message<Map<String, Order>> message) {}
  }

  @SuppressWarnings("rawtypes")
  static class Raw implements MessageListener {
    @Override
    public void onMessage(Message message) {}
  }

  @Test
  void shouldTakeTheTypeFromTheInterface() {
    assertThat(ListenerType.of(Direct.class).valueType()).contains(Order.class);
    assertThat(ListenerType.of(Direct.class).method().getName()).isEqualTo("onMessage");
  }

  @Test
  void shouldFollowTypeVariablesOfParents() {
    assertThat(ListenerType.of(Inherited.class).valueType()).contains(Order.class);
  }

  @Test
  void shouldTellABatchListener() {
    ListenerType type = ListenerType.of(Batch.class);

    assertThat(type.batch()).isTrue();
    assertThat(type.valueType()).contains(byte[].class);
    assertThat(type.method().getName()).isEqualTo("onMessages");
  }

  @Test
  void shouldTakeTheClassOfAParameterizedType() {
    assertThat(ListenerType.of(Parameterized.class).valueType()).contains(Map.class);
  }

  @Test
  void shouldNotGuessForARawListener() {
    assertThat(ListenerType.of(Raw.class).valueType()).isEmpty();
  }
}
