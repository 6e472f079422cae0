package org.heddle.brokers.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An authority with a certificate for the server, 127.0.0.1, and one for a client, as files: made
 * by the JDK's own {@code keytool}, good for a day.
 */
public final class Certificates {

  /** Opens every key store and key. */
  public static final String PASSWORD = "changeit";

  /** Who the client is, by its certificate. */
  public static final String CLIENT = "heddle-client";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the files.
   *
   * @param folder where to put them
   * @throws IllegalStateException when {@code keytool} fails, with its output
   */
  public static Certificates create(Path folder) {
    Certificates created = new Certificates(folder);
    try {
      created.generate("authority", "CN=Heddle test authority", "-ext", "bc:c");
      created.generate(
          "server", "CN=127.0.0.1", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
      created.generate("client", "CN=" + CLIENT, "-signer", "authority");
      created.export();
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write certificates to " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot read what keytool wrote to " + folder, e);
    }
  }

  /** The authority's certificate, PEM. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /** The authority's certificate, PKCS12. */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** The client's certificate and key, PKCS12. */
  public Path clientKeyStore() {
    return folder.resolve("client.p12");
  }

  /** The server's certificate and key, PKCS12. */
  public Path serverKeyStore() {
    return folder.resolve("server.p12");
  }

  /** The server's certificate, PEM. */
  Path serverCertificate() {
    return folder.resolve("server.pem");
  }

  /** The server's key, PEM, not encrypted. */
  Path serverKey() {
    return folder.resolve("server-key.pem");
  }

  private void generate(String alias, String name, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-validity",
                "1",
                "-keystore",
                all().toString(),
                "-storepass",
                PASSWORD));
    line.addAll(Arrays.asList(more));
    Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("keytool made no certificate for " + name + ": " + output);
    }
  }

  private void export() throws IOException, GeneralSecurityException {
    KeyStore generated = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(all())) {
      generated.load(in, PASSWORD.toCharArray());
    }
    Certificate authority = generated.getCertificate("authority");
    writePem(authority(), "CERTIFICATE", authority.getEncoded());
    writePem(serverCertificate(), "CERTIFICATE", generated.getCertificate("server").getEncoded());
    writePem(
        serverKey(),
        "PRIVATE KEY",
        generated.getKey("server", PASSWORD.toCharArray()).getEncoded());
    KeyStore trust = empty();
    trust.setCertificateEntry("authority", authority);
    write(trust, trustStore());
    copyKey(generated, "server", serverKeyStore());
    copyKey(generated, "client", clientKeyStore());
  }

  private static void copyKey(KeyStore from, String alias, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    char[] password = PASSWORD.toCharArray();
    store.setKeyEntry(
        alias, from.getKey(alias, password), password, from.getCertificateChain(alias));
    write(store, file);
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void write(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void writePem(Path file, String kind, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }

  private Path all() {
    return folder.resolve("all.p12");
  }
}
