/**
 * What an administrator sees of the adapter through JMX, and can do. The package owns the MBeans;
 * it imports what they show.
 */
package org.heddle.ra.management;
