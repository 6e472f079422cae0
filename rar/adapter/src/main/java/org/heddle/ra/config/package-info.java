/**
 * How configuration beans are read, checked and described: the annotated fields of a JavaBean are
 * the one place where a property's name, description and default stand. Imports the JDK and the
 * annotations of {@code jakarta.resource.spi}.
 */
package org.heddle.ra.config;
