/**
 * Kills the server, the broker or the database while transactions run, lets them recover, and
 * counts: nothing lost, nothing twice, no bean call after its commit. Needs no Arquillian; run by
 * {@code mvn -Pcrash verify}. Imports the application, what starts brokers and servers, and plain
 * clients.
 */
package org.heddle.crash;
