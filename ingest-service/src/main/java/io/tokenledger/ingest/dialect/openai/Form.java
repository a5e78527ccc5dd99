package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.rejection.Refusal;

/** One form of a provider's answer. */
interface Form {
    /** Reads the whole object. */
    Reading.Builder read(ProviderCall call) throws Refusal;

    /** The whole object that a stream would have come to. */
    default Assembled assembled(Chunks chunks) {
        return ResponseStream.isOne(chunks) ? ResponseStream.assembled(chunks) : ChatStream.assembled(chunks);
    }
}
