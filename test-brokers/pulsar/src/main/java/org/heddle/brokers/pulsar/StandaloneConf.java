package org.heddle.brokers.pulsar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Properties;
import org.heddle.brokers.FreePorts;

/** The {@code standalone.conf} of a broker with its bookie in one process, and its ports. */
final class StandaloneConf {

  /** What a frame of the protocol takes besides the message. */
  private static final int FRAME_BYTES = 10 * 1024;

  private final Properties properties = new Properties();
  private final int port;
  private final int adminPort;
  private final OptionalInt tlsPort;
  private final OptionalInt tlsAdminPort;
  private final int bookiePort = FreePorts.next();

  StandaloneConf(PulsarOptions options) {
    port = options.port() == 0 ? FreePorts.next() : options.port();
    adminPort = options.adminPort() == 0 ? FreePorts.next() : options.adminPort();
    set("clusterName", "standalone");
    set("bindAddress", PulsarBroker.HOST);
    set("advertisedAddress", PulsarBroker.HOST);
    set("brokerServicePort", "" + port);
    set("webServicePort", "" + adminPort);
    putSingleNode();
    putModesty();
    putSemantics();
    putMessageSize(options.maxMessageBytes());
    options.tokenKey().ifPresent(this::putTokens);
    tlsPort = options.tls().isPresent() ? OptionalInt.of(FreePorts.next()) : OptionalInt.empty();
    tlsAdminPort =
        options.tls().isPresent() ? OptionalInt.of(FreePorts.next()) : OptionalInt.empty();
    options.tls().ifPresent(this::putTls);
    properties.putAll(options.settings());
  }

  int port() {
    return port;
  }

  int adminPort() {
    return adminPort;
  }

  OptionalInt tlsPort() {
    return tlsPort;
  }

  OptionalInt tlsAdminPort() {
    return tlsAdminPort;
  }

  int bookiePort() {
    return bookiePort;
  }

  void writeTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  private void putSingleNode() {
    set("managedLedgerDefaultEnsembleSize", "1");
    set("managedLedgerDefaultWriteQuorum", "1");
    set("managedLedgerDefaultAckQuorum", "1");
    set("loadBalancerEnabled", "false");
    set("defaultNumberOfNamespaceBundles", "1");
    set("allowLoopback", "true");
  }

  /** One broker for one test needs neither a server's memory nor its threads. */
  private void putModesty() {
    set("numIOThreads", "4");
    set("numHttpServerThreads", "8");
    set("numOrderedExecutorThreads", "2");
    set("numCacheExecutorThreadPoolSize", "2");
    set("managedLedgerCacheSizeMB", "32");
    set("dbStorage_writeCacheMaxSizeMb", "32");
    set("dbStorage_readAheadCacheMaxSizeMb", "16");
    set("dbStorage_rocksDB_blockCacheSize", "8388608");
    // A broker that is killed keeps what the operating system has; only a machine would lose it.
    set("journalSyncData", "false");
    set("journalMaxSizeMB", "64");
    set("journalMaxBackups", "0");
    set("logSizeLimit", "67108864");
    set("entryLogFilePreallocationEnabled", "false");
    set("gcWaitTime", "60000");
    // The disks of build machines are fuller than a bookie likes.
    set("diskUsageThreshold", "0.99");
    set("diskUsageWarnThreshold", "0.99");
    set("exposeTopicLevelMetricsInPrometheus", "false");
  }

  private void putSemantics() {
    set("transactionCoordinatorEnabled", "true");
    set("systemTopicEnabled", "true");
    set("topicLevelPoliciesEnabled", "true");
    set("acknowledgmentAtBatchIndexLevelEnabled", "true");
    // Several would share a reader, and could take a topic for one without transactions.
    set("numTransactionReplayThreadPoolSize", "1");
    // What a test looks at must not go away while it looks.
    set("brokerDeleteInactiveTopicsEnabled", "false");
  }

  private void putMessageSize(int bytes) {
    set("maxMessageSize", "" + bytes);
    // The bookie's. If it were smaller, one large message would have the broker write ledgers until
    // the disk is full.
    set("nettyMaxFrameSizeBytes", "" + (bytes + FRAME_BYTES));
  }

  private void putTokens(PulsarOptions.TokenKey key) {
    set("authenticationEnabled", "true");
    set(
        "authenticationProviders",
        "org.apache.pulsar.broker.authentication.AuthenticationProviderToken");
    set("tokenSecretKey", "data:;base64," + Base64.getEncoder().encodeToString(key.bytes()));
    set(
        "brokerClientAuthenticationPlugin",
        "org.apache.pulsar.client.impl.auth.AuthenticationToken");
    set("brokerClientAuthenticationParameters", "token:" + Tokens.sign(key.bytes(), "broker"));
  }

  private void putTls(PulsarOptions.Certificate certificate) {
    set("brokerServicePortTls", "" + tlsPort.orElseThrow());
    set("webServicePortTls", "" + tlsAdminPort.orElseThrow());
    set("tlsCertificateFilePath", certificate.certificates().toAbsolutePath().toString());
    set("tlsKeyFilePath", certificate.key().toAbsolutePath().toString());
    certificate
        .clients()
        .ifPresent(
            clients -> {
              set("tlsTrustCertsFilePath", clients.toAbsolutePath().toString());
              set("tlsRequireTrustedClientCertOnConnect", "true");
            });
  }

  private void set(String property, String value) {
    properties.setProperty(property, value);
  }
}
