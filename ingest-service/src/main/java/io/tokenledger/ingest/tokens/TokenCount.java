package io.tokenledger.ingest.tokens;

import io.tokenledger.contract.Provenance;

/**
 * How many tokens a text has.
 *
 * @param provenance {@link Provenance#COUNTED} where the model's own tokenizer counted plain text, {@link
 *     Provenance#ESTIMATED} where the tokenizer is another or a part is not text
 */
public record TokenCount(long tokens, Provenance provenance) {}
