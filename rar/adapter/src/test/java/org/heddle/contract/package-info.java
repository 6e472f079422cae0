/**
 * What every backend must do, as tests at the level of the public API, and a container to run them
 * in without a server.
 *
 * <p>The package is shipped to the modules of the brokers. A module states its broker in a subclass
 * of {@link org.heddle.contract.BackendContract} or, for a broker that can be killed, of {@link
 * org.heddle.contract.BrokerContract}. It imports the API, the adapter and no backend.
 */
package org.heddle.contract;
