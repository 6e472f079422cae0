/**
 * An application beside the one that is tested, through which a test looks into the server and, on
 * Payara Micro, deploys. Imports Jakarta EE; {@link PayaraServlet} the API of Payara Micro.
 */
package org.heddle.server.control;
