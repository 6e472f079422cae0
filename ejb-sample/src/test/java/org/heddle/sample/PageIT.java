package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on real data. */
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EARTHQUAKES = 1_679;
  private static final int STRONG = 85;
  private static final int DEAD = 33;

  private SampleServer server;
  private Browser browser;

  @BeforeAll
  void startServer() {
    assumeTrue(
        Browser.find().isPresent(), "There is no Chromium on this machine: the page is not tested");
    server = SampleServer.start(SampleServer.Kind.PAYARA, SampleBroker.start("memory"), 0, 500);
  }

  @AfterAll
  void stopServer() {
    Optional.ofNullable(server).ifPresent(SampleServer::close);
  }

  @BeforeEach
  void openPage(@TempDir Path profile) throws IOException {
    browser = Browser.start(Browser.find().orElseThrow(), profile);
    browser.open(server.uri("/"), 1280, 1180);
    await().atMost(PATIENCE).until(() -> browser.text("broker").equals("in memory"));
  }

  @AfterEach
  void closePage() {
    browser.close();
  }

  @Test
  void shouldShowAllCountersInOneRow() {
    assertThat(
            browser.evaluate(
                "new Set([...document.querySelectorAll('.counters dl > div')]"
                    + ".map(counter => counter.getBoundingClientRect().top)).size"))
        .hasToString("1");
  }

  @Test
  void shouldDrawTheWeekOfQuakes() throws IOException {
    int accepted = figure("counter-accepted");
    int alerts = figure("counter-alerts");
    int dead = figure("counter-dead");

    browser.click("feed-button");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(browser.text("status")).isEqualTo("Feed complete");
              assertThat(figure("counter-accepted")).isEqualTo(accepted + EARTHQUAKES);
              assertThat(figure("counter-alerts")).isEqualTo(alerts + STRONG);
              assertThat(figure("counter-dead")).isEqualTo(dead + DEAD);
              assertThat(browser.count("#map .quake")).isEqualTo(EARTHQUAKES);
              assertThat(browser.count("#map .ring")).isEqualTo(STRONG);
            });

    assertThat(browser.count("#map .land[d]")).isOne();
    assertThat(browser.count("#alerts li")).isGreaterThanOrEqualTo(STRONG);
    assertThat(browser.count("#dead-letters .rejected")).isPositive();
    assertThat(browser.count("#dead-letters .undecodable")).isPositive();
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot(screenshots().resolve("feed.png"));
  }

  @Test
  void shouldShowRedeliveryWhileTheBeanIsMadeToFail() throws IOException {
    int accepted = figure("counter-accepted");
    int redelivered = figure("counter-redelivered");

    browser.click("fail-switch");
    browser.click("feed-button");
    await().atMost(PATIENCE).until(() -> figure("counter-redelivered") > redelivered);
    assertThat(figure("failures")).isPositive();
    browser.screenshot(screenshots().resolve("failing.png"));
    browser.click("fail-switch");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(figure("counter-accepted")).isEqualTo(accepted + EARTHQUAKES));
    assertThat(browser.complaints()).isEmpty();
  }

  private int figure(String id) {
    return Integer.parseInt(browser.text(id).replace(",", ""));
  }

  private static Path screenshots() {
    return Path.of(System.getProperty("screenshots"));
  }
}
