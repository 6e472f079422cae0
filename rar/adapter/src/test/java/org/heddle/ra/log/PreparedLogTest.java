package org.heddle.ra.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.SubscriptionSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedLogTest {

  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("log");
  }

  @Test
  void shouldFindEverythingAgain() throws IOException {
    LoggedUnit unit = unit("x".repeat(100_000));
    try (PreparedLog log = PreparedLog.open(directory())) {
      log.write(unit);
    }
    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThat(log.found()).hasSize(1);
      LoggedUnit found = log.found().get(0);
      assertThat(found).usingRecursiveComparison().ignoringFields("sends").isEqualTo(unit);
      assertThat(found.branch()).isEqualTo(unit.branch());
      assertThat(found.sends().get(0).producer()).isEqualTo(unit.sends().get(0).producer());
      OutboundRecord record = found.sends().get(0).record();
      assertThat(record.payload()).isEqualTo(unit.sends().get(0).record().payload());
      assertThat(record.properties()).containsEntry("ü", "ß");
      assertThat(record.key()).contains("");
      assertThat(found.sends().get(1).record().key()).isEmpty();
    }
  }

  @Test
  void shouldReplaceAUnitAndForgetARemovedOne() throws IOException {
    LoggedUnit first = unit("a");
    LoggedUnit second = unit("b");
    try (PreparedLog log = PreparedLog.open(directory())) {
      log.write(first);
      log.write(second);
      log.write(first.withNote("later").committing());
      log.remove(second, () -> {});
    }
    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThat(log.found()).hasSize(1);
      assertThat(log.found().get(0).note()).isEqualTo("later");
      assertThat(log.found().get(0).decision()).isEqualTo(Decision.COMMITTING);
    }
  }

  @Test
  void shouldTellThatAUnitIsForgottenOnlyWhenTheNextWriteHasForcedTheDirectory()
      throws IOException {
    AtomicInteger forgotten = new AtomicInteger();
    try (PreparedLog log = PreparedLog.open(directory())) {
      LoggedUnit unit = unit("a");
      log.write(unit);
      log.remove(unit, forgotten::incrementAndGet);
      assertThat(forgotten).hasValue(0);

      log.write(unit("b"));

      assertThat(forgotten).hasValue(1);
      log.write(unit("c"));
      assertThat(forgotten).hasValue(1);
    }
  }

  @Test
  void shouldKeepItsNameThroughRestartsAndShareItWithNobody() throws IOException {
    String id;
    try (PreparedLog log = PreparedLog.open(directory());
        PreparedLog other = PreparedLog.open(parent.resolve("other"))) {
      id = log.id();
      assertThat(other.id()).isNotEqualTo(id);
    }
    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThat(log.id()).isEqualTo(id);
    }
  }

  @Test
  void shouldBelongToOneOwnerAtATime() throws IOException {
    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThatThrownBy(() -> PreparedLog.open(log.directory()))
          .isInstanceOf(PreparedLog.InUseException.class)
          .hasMessageContaining(directory().toString())
          .hasMessageContaining("preparedLogDirectory");
    }
    PreparedLog.open(directory()).close();
  }

  @Test
  void shouldSetEveryDamagedFileAsideAndReadTheOthers() throws IOException {
    LoggedUnit good = unit("good");
    byte[] content = UnitFormat.write(unit("bad")).array();
    PreparedLog.open(directory()).close();
    try (PreparedLog log = PreparedLog.open(directory())) {
      log.write(good);
    }
    // Cut off anywhere, a bit turned anywhere, foreign, empty.
    int damaged = 0;
    for (int at = 0; at < content.length; at += 7) {
      write("torn" + damaged++, Arrays.copyOf(content, at));
      byte[] turned = content.clone();
      turned[at] ^= 4;
      write("turned" + damaged++, turned);
    }
    write("foreign" + damaged++, "not one of ours at all".getBytes(UTF_8));
    write("renamed" + damaged++, content);

    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThat(log.found()).extracting(LoggedUnit::name).containsExactly(good.name());
    }
    try (Stream<Path> files = Files.list(directory())) {
      assertThat(files.filter(file -> file.toString().endsWith(".damaged"))).hasSize(damaged);
    }
  }

  @Test
  void shouldDropWhatWasNeverVotedFor() throws IOException {
    PreparedLog.open(directory()).close();
    Path unfinished = directory().resolve("a.unit.b.tmp");
    Files.write(unfinished, UnitFormat.write(unit("a")).array());
    try (PreparedLog log = PreparedLog.open(directory())) {
      assertThat(log.found()).isEmpty();
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void shouldRefuseALogWhoseNameIsLost() throws IOException {
    PreparedLog.open(directory()).close();
    Files.writeString(directory().resolve("id"), "what?");
    assertThatThrownBy(() -> PreparedLog.open(directory()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("id");
  }

  @Test
  void shouldNotWriteWhereTheDirectoryIsGone() throws IOException {
    try (PreparedLog log = PreparedLog.open(directory())) {
      try (Stream<Path> files = Files.list(directory())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory());
      assertThatThrownBy(() -> log.write(unit("a"))).isInstanceOf(IOException.class);
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(directory().resolve(name + ".unit"), content);
  }

  private static LoggedUnit unit(String payload) {
    byte[] global = new byte[64];
    byte[] branch = new byte[64];
    Arrays.fill(global, (byte) 0xfe);
    branch[63] = 1;
    ProducerSpec producer =
        new ProducerSpec(Topic.of("orders", QualityOfService.EXACTLY_ONCE), Map.of("a", "b"));
    ProducerSpec plain =
        new ProducerSpec(
            Topic.parse("native name").withQuality(QualityOfService.EXACTLY_ONCE), Map.of());
    return new LoggedUnit(
        UUID.randomUUID().toString(),
        new BranchId(0x20005, global, branch),
        "kafka:localhost:9092",
        new SettlementSlot("owner", 3),
        "note",
        Decision.NONE,
        1_700_000_000_000L,
        List.of(
            new LoggedUnit.Send(
                producer,
                new OutboundRecord(payload.getBytes(UTF_8), Map.of("ü", "ß"), Optional.of(""))),
            new LoggedUnit.Send(
                plain, new OutboundRecord(new byte[0], Map.of(), Optional.empty()))),
        List.of(
            new LoggedUnit.Acknowledgement(
                new SubscriptionSpec(
                    Topic.of("in"),
                    "s",
                    InitialPosition.EARLIEST,
                    ConsumerType.FAILOVER,
                    Map.of("x", "y")),
                "0/17/12/tg.flow.in")));
  }
}
