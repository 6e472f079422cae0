package org.heddle.server;

/**
 * The whole suite; a class that implements it says on which broker, and adds what only that has.
 */
interface EverythingOnOneBroker
    extends Outcomes, Redeliveries, Sends, Listeners, Connections, Environment, Management {}
