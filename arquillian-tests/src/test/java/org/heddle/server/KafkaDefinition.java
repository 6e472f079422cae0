package org.heddle.server;

import jakarta.ejb.Stateless;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import org.heddle.server.app.Names;

/** How an application brings its own connection factory, without an administrator. */
@ConnectionFactoryDefinition(
    name = Names.DEFINED_FACTORY,
    interfaceName = "org.heddle.api.KafkaConnectionFactory",
    resourceAdapter = "heddle",
    transactionSupport = TransactionSupportLevel.XATransaction,
    properties = {
      "bootstrapServers=${MPCONFIG=kafka.bootstrap.servers}",
      "securityProtocol=${MPCONFIG=kafka.security.protocol:PLAINTEXT}",
      "saslMechanism=${MPCONFIG=kafka.sasl.mechanism:}",
      "userName=${MPCONFIG=kafka.user:}",
      "password=${MPCONFIG=kafka.password:}"
    })
@Stateless
public class KafkaDefinition {}
