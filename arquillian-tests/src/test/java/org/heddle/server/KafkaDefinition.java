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
    properties = "bootstrapServers=${MPCONFIG=kafka.bootstrap.servers}")
@Stateless
public class KafkaDefinition {}
