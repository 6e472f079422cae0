/**
 * Turns values into bytes and back: raw for {@code String} and {@code byte[]}, JSON for everything
 * else. It owns the wire format and may import the API and the JSON library, which is relocated
 * into the adapter so that it cannot meet the server's.
 */
package org.heddle.ra.codec;
