package org.heddle.server;

import jakarta.ejb.Stateless;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import org.heddle.server.app.Names;

/** How an application brings its own connection factory, without an administrator. */
@ConnectionFactoryDefinition(
    name = Names.DEFINED_FACTORY,
    interfaceName = "org.heddle.api.PulsarConnectionFactory",
    resourceAdapter = "heddle",
    transactionSupport = TransactionSupportLevel.XATransaction,
    properties = {
      "serviceUrl=${MPCONFIG=pulsar.service.url}",
      "adminUrl=${MPCONFIG=pulsar.admin.url}"
    })
@Stateless
public class PulsarDefinition {}
