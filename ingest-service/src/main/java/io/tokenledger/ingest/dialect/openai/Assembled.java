package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was put together from a stream.
 *
 * @param object in the form of an answer that was not streamed, as far as it came
 * @param cut whether the end is missing, and the usage that stands there
 */
record Assembled(ObjectNode object, boolean cut) {}
