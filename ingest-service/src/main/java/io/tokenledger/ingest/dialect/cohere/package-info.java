/** What Cohere says of usage: chat in both versions, embeddings, rerank. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.cohere;

import org.jspecify.annotations.NullMarked;
