package org.heddle.spi.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.heddle.api.MessagingException;
import org.heddle.spi.KeyStoreFile;
import org.heddle.spi.TlsSettings;

/**
 * Reads key and trust stores for clients that take a JDK {@link SSLContext}. Stores are JKS, PKCS12
 * or PEM; a PEM key is an unencrypted PKCS#8 one ({@code BEGIN PRIVATE KEY}).
 */
public final class SslContexts {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NOTHING = {};

  private SslContexts() {}

  /**
   * Reads the files and makes a context of them.
   *
   * @param tls whom to trust and how to identify oneself
   * @return a context; whether host names are verified is the client's affair
   * @throws MessagingException naming the file that cannot be read or opened, never a password
   */
  public static SSLContext of(TlsSettings tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls), trustManagers(tls), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new MessagingException("The keys and certificates cannot be used: " + e.getMessage());
    }
  }

  private static KeyManager[] keyManagers(TlsSettings tls) throws GeneralSecurityException {
    if (tls.keyStore().isEmpty()) {
      return null;
    }
    KeyStoreFile file = tls.keyStore().get();
    char[] keyPassword = chars(tls.keyPassword().or(file::password));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    try {
      factory.init(load(file, "keyStoreLocation", keyPassword), keyPassword);
    } catch (GeneralSecurityException e) {
      throw unreadable(file, "keyStoreLocation", "keyStorePassword or keyPassword", e);
    }
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(TlsSettings tls) throws GeneralSecurityException {
    KeyStore trusted;
    if (tls.trustStore().isPresent()) {
      trusted = load(tls.trustStore().get(), "trustStoreLocation", NOTHING);
    } else if (tls.trustedCertificates().isPresent()) {
      trusted = certificates(tls.trustedCertificates().get(), "trustedCertificates");
    } else {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore load(KeyStoreFile file, String property, char[] keyPassword) {
    try {
      if (file.type().filter("PEM"::equalsIgnoreCase).isPresent()) {
        String text = Files.readString(Path.of(file.location()));
        Matcher key = KEY.matcher(text);
        return key.find()
            ? keyed(privateKey(key.group(1)), text, keyPassword, property)
            : certificates(text, property);
      }
      KeyStore store = KeyStore.getInstance(file.type().orElse("JKS"));
      try (InputStream in = Files.newInputStream(Path.of(file.location()))) {
        store.load(in, file.password().map(String::toCharArray).orElse(null));
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, property, "its password and its type", e);
    }
  }

  private static KeyStore keyed(PrivateKey key, String text, char[] password, String property)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry("key", key, password, parse(text, property).toArray(Certificate[]::new));
    return store;
  }

  private static PrivateKey privateKey(String base64) throws GeneralSecurityException {
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // The key is of another kind.
        continue;
      }
    }
    throw new InvalidKeySpecException("the private key is none of " + KEY_ALGORITHMS);
  }

  private static KeyStore certificates(String pem, String property) {
    try {
      KeyStore store = empty();
      for (Certificate certificate : parse(pem, property)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new MessagingException(property + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> parse(String pem, String property)
      throws GeneralSecurityException {
    // What stands around the certificates, such as a key, is not the factory's to read.
    String certificates = KEY.matcher(pem).replaceAll("");
    List<Certificate> parsed =
        List.copyOf(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(US_ASCII))));
    if (parsed.isEmpty()) {
      throw new MessagingException(
          property + " holds no certificate; expected PEM, BEGIN CERTIFICATE");
    }
    return parsed;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static char[] chars(Optional<String> password) {
    return password.map(String::toCharArray).orElse(NOTHING);
  }

  private static MessagingException unreadable(
      KeyStoreFile file, String property, String check, Exception cause) {
    return new MessagingException(
        property
            + " "
            + file.location()
            + " cannot be read; check that it exists, "
            + check
            + " ("
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage()
            + ")",
        cause);
  }
}
