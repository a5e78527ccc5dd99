package io.tokenledger.ingest.dialect.cohere;

import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.rejection.Refusal;

/** Cohere's embeddings and rerank (Cohere API reference, "Embed", "Rerank"), which answer with no text. */
final class UnitsDialect implements Dialect {
    private final String type;

    UnitsDialect(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        ProviderObject own = Shaped.whole(event);
        return Cohere.reading(
                        own,
                        CohereUnits.read(own.response(), "rerank_searches"),
                        new Answer(),
                        "meta.billed_units, meta.tokens, usage.billed_units, usage.tokens")
                .build();
    }
}
