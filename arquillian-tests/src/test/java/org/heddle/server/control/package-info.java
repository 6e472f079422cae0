/**
 * An application beside the one that is tested, through which a test deploys and looks into the
 * server. Imports Jakarta EE and the API of Payara Micro.
 */
package org.heddle.server.control;
