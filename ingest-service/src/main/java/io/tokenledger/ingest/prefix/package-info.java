/**
 * How much of a prompt was sent before: what a prompt cache could have held. Remembers keyed hashes, never text, and
 * keeps them in this process.
 */
@NullMarked
package io.tokenledger.ingest.prefix;

import org.jspecify.annotations.NullMarked;
