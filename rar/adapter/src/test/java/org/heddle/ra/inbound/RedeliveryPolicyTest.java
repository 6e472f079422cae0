package org.heddle.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedeliveryPolicyTest {

  private static final Duration MAX = Duration.ofSeconds(60);

  @Test
  void shouldMultiplyTheDelayUpToTheLongest() {
    RedeliveryPolicy policy = new RedeliveryPolicy(0, Duration.ofSeconds(1), 2, MAX);

    assertThat(policy.delayAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.delayAfter(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(policy.delayAfter(7)).isEqualTo(MAX);
    assertThat(policy.delayAfter(Integer.MAX_VALUE)).isEqualTo(MAX);
  }

  @Test
  void shouldKeepADelayOfZero() {
    RedeliveryPolicy policy = new RedeliveryPolicy(0, Duration.ZERO, 2, MAX);

    assertThat(policy.delayAfter(1)).isZero();
    assertThat(policy.delayAfter(Integer.MAX_VALUE)).isZero();
  }

  @Test
  void shouldTellWhenAMessageHasFailedOftenEnough() {
    RedeliveryPolicy policy = new RedeliveryPolicy(3, Duration.ZERO, 1, MAX);

    assertThat(policy.exhaustedAfter(2)).isFalse();
    assertThat(policy.exhaustedAfter(3)).isTrue();
    assertThat(new RedeliveryPolicy(0, Duration.ZERO, 1, MAX).exhaustedAfter(1_000_000)).isFalse();
  }
}
