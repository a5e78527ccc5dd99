/** What Anthropic says of usage: messages, their streams, results of batches. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
