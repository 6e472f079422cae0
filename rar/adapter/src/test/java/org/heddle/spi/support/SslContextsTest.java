package org.heddle.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.heddle.api.MessagingException;
import org.heddle.spi.KeyStoreFile;
import org.heddle.spi.TlsSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SslContextsTest {

  private static final String PASSWORD = "s3cr3t-store";

  @TempDir private static Path folder;

  /** One key for both sides, whose certificate everybody trusts: JKS, PKCS12, PEM. */
  @BeforeAll
  static void makeStores() throws Exception {
    keytool("-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=localhost");
    KeyStore keys = read(folder.resolve("keys.PKCS12"));
    String certificate = pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
    PrivateKey key = (PrivateKey) keys.getKey("key", PASSWORD.toCharArray());
    Files.writeString(
        folder.resolve("keys.PEM"), pem("PRIVATE KEY", key.getEncoded()) + certificate);
    Files.writeString(folder.resolve("trust.PEM"), certificate);
    keytool(
        "-importkeystore",
        "-srckeystore",
        folder.resolve("keys.PKCS12").toString(),
        "-srcstorepass",
        PASSWORD,
        "-deststoretype",
        "JKS",
        "-destkeystore",
        folder.resolve("keys.JKS").toString());
    for (String type : List.of("JKS", "PKCS12")) {
      KeyStore trust = KeyStore.getInstance(type);
      trust.load(null, null);
      trust.setCertificateEntry("ca", keys.getCertificate("key"));
      try (var out = Files.newOutputStream(folder.resolve("trust." + type))) {
        trust.store(out, PASSWORD.toCharArray());
      }
    }
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keystore", folder.resolve("keys.PKCS12").toString()));
      command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    } else {
      command.addAll(List.of("-deststorepass", PASSWORD));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static KeyStore read(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what);
  }

  private static Optional<KeyStoreFile> file(String name, String type) {
    return Optional.of(
        new KeyStoreFile(
            folder.resolve(name + "." + type).toString(),
            Optional.of(PASSWORD),
            Optional.of(type)));
  }

  private static TlsSettings tls(
      Optional<KeyStoreFile> trust, Optional<String> certificates, Optional<KeyStoreFile> keys) {
    return new TlsSettings(trust, certificates, keys, Optional.empty(), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12", "PEM"})
  void shouldTrustAndIdentifyByStoresOfEachType(String type) throws Exception {
    TlsSettings both = tls(file("trust", type), Optional.empty(), file("keys", type));

    assertThat(exchange(SslContexts.of(both), SslContexts.of(both))).isEqualTo(42);
  }

  @Test
  void shouldTrustCertificatesThatAreGivenAsText() throws Exception {
    String text = Files.readString(folder.resolve("trust.PEM"));
    TlsSettings server = tls(file("trust", "PEM"), Optional.empty(), file("keys", "PEM"));
    TlsSettings client = tls(Optional.empty(), Optional.of(text), file("keys", "JKS"));

    assertThat(exchange(SslContexts.of(server), SslContexts.of(client))).isEqualTo(42);
  }

  /** A console has one line for it, and domain.xml keeps spaces of several. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void shouldTrustCertificatesOfWhichTheLinesAreLost(String between) throws Exception {
    String text =
        Files.readString(folder.resolve("trust.PEM")).repeat(2).replaceAll("\\R", between);
    TlsSettings server = tls(file("trust", "PEM"), Optional.empty(), file("keys", "PEM"));
    TlsSettings client = tls(Optional.empty(), Optional.of(text), file("keys", "JKS"));

    assertThat(exchange(SslContexts.of(server), SslContexts.of(client))).isEqualTo(42);
  }

  @Test
  void shouldTrustNobodyElseThanItIsToldTo() {
    TlsSettings server = tls(file("trust", "PEM"), Optional.empty(), file("keys", "PEM"));
    TlsSettings client = tls(Optional.empty(), Optional.empty(), file("keys", "JKS"));

    assertThatThrownBy(() -> exchange(SslContexts.of(server), SslContexts.of(client)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void shouldNameTheFileThatCannotBeReadAndNoSecret() {
    Optional<KeyStoreFile> wrong =
        file("trust", "JKS")
            .map(f -> new KeyStoreFile(f.location(), Optional.of("wr0ng"), f.type()));

    assertThatThrownBy(() -> SslContexts.of(tls(wrong, Optional.empty(), Optional.empty())))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("trustStoreLocation", "trust.JKS")
        .hasMessageNotContaining("wr0ng");
    assertThatThrownBy(
            () -> SslContexts.of(tls(Optional.empty(), Optional.empty(), file("nokeys", "JKS"))))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("keyStoreLocation", "nokeys.JKS");
    assertThatThrownBy(
            () -> SslContexts.of(tls(Optional.empty(), Optional.of("none"), Optional.empty())))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("trustedCertificates");
  }

  /** A server that wants to know its client sends it one byte. */
  private static int exchange(SSLContext serverSide, SSLContext clientSide) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket server =
        (SSLServerSocket) serverSide.getServerSocketFactory().createServerSocket(0, 1, here)) {
      server.setNeedClientAuth(true);
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                  accepted.getOutputStream().write(42);
                } catch (IOException e) {
                  // The client tells what went wrong.
                }
              });
      try (SSLSocket client =
          (SSLSocket) clientSide.getSocketFactory().createSocket(here, server.getLocalPort())) {
        return client.getInputStream().read();
      } finally {
        served.join();
      }
    }
  }
}
