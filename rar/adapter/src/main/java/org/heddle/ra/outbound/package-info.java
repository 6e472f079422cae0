/**
 * Connections for applications: the base of all managed connection factories, the managed
 * connection that the container pools, and the handles that applications hold (Connectors 2.1,
 * chapters 6 and 7). Broker-neutral; a broker adds its typed properties and its marker interface.
 */
package org.heddle.ra.outbound;
