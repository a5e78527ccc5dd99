/** What Voyage AI says of usage: embeddings, rerank. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.voyage;

import org.jspecify.annotations.NullMarked;
