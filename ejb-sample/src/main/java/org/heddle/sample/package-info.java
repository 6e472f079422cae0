/**
 * A seismic alert service: earthquakes are messages, a bean checks each and raises alerts, and a
 * page shows what became of them.
 *
 * <p>Imports the API of Heddle and Jakarta EE, nothing of any broker.
 */
package org.heddle.sample;
