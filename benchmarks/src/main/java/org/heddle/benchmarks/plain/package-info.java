/**
 * What a developer would write without Heddle: the brokers' own clients, used well. The package
 * owns the baselines of every comparison and knows neither servers nor the adapter.
 */
package org.heddle.benchmarks.plain;
