/**
 * What Heddle promises, shown inside a server. Each interface holds the tests of one promise, each
 * {@code ...IT} deploys the application once and runs them all against one broker: servers start
 * slowly. Imports the application, the API and what starts brokers; what it needs to know of one
 * broker is in that broker's {@code ...IT} and the classes that it names.
 */
package org.heddle.server;
