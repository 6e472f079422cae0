package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Self-signed certificates of a broker and a client, made by the JDK's keytool.
 *
 * @param brokerCertificate the broker's, PEM
 * @param brokerKey its key, PEM
 * @param authority the client's certificate, which the broker is to trust, PEM
 * @param authorityPem the broker's certificate as text, which clients are to trust
 * @param trustStore the same as a PKCS12 store
 * @param clientStore the client's certificate and key, PKCS12
 * @param clientPem the same, PEM
 */
record Certificates(
    Path brokerCertificate,
    Path brokerKey,
    Path authority,
    String authorityPem,
    Path trustStore,
    Path clientStore,
    Path clientPem) {

  static final String PASSWORD = "changeit";

  static Certificates makeIn(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path brokerStore = directory.resolve("broker.p12");
    Path clientStore = directory.resolve("client.p12");
    generate(brokerStore, "CN=broker", "SAN=ip:127.0.0.1,dns:localhost");
    generate(clientStore, "CN=client", "SAN=dns:client");
    Path brokerCertificate = directory.resolve("broker.crt");
    Path brokerKey = directory.resolve("broker.key");
    Path authority = directory.resolve("client.crt");
    Path clientPem = directory.resolve("client.pem");
    String brokerPem = pem("CERTIFICATE", certificate(brokerStore).getEncoded());
    String client = pem("CERTIFICATE", certificate(clientStore).getEncoded());
    Files.writeString(brokerCertificate, brokerPem);
    Files.writeString(brokerKey, pem("PRIVATE KEY", key(brokerStore).getEncoded()));
    Files.writeString(authority, client);
    Files.writeString(clientPem, client + pem("PRIVATE KEY", key(clientStore).getEncoded()));
    Path trustStore = directory.resolve("trust.p12");
    keytool(
        "-importcert",
        "-noprompt",
        "-file",
        brokerCertificate.toString(),
        "-alias",
        "broker",
        "-storetype",
        "PKCS12",
        "-keystore",
        trustStore.toString(),
        "-storepass",
        PASSWORD);
    return new Certificates(
        brokerCertificate, brokerKey, authority, brokerPem, trustStore, clientStore, clientPem);
  }

  private static void generate(Path store, String name, String extension)
      throws IOException, InterruptedException {
    keytool(
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-alias",
        "key",
        "-keyalg",
        "RSA",
        "-dname",
        name,
        "-ext",
        extension);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(output).isZero();
  }

  private static Certificate certificate(Path store) throws IOException, GeneralSecurityException {
    return load(store).getCertificate("key");
  }

  private static Key key(Path store) throws IOException, GeneralSecurityException {
    return load(store).getKey("key", PASSWORD.toCharArray());
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }
}
