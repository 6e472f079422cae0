/**
 * What an administrator sees of the adapter through JMX, and can do. The package owns the names and
 * interfaces of the MBeans; those of endpoints and connection factories are implemented by the
 * packages that have them. It imports {@code org.heddle.ra.transaction} and {@code
 * org.heddle.ra.log}, which are shown from here.
 */
package org.heddle.ra.management;
