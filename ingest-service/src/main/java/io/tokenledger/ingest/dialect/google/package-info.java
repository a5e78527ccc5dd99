/** What Google says of usage: Gemini API and Vertex AI, their streams, embeddings. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.google;

import org.jspecify.annotations.NullMarked;
