package io.tokenledger.ingest.dialect.cohere;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialects of Cohere's interfaces. */
public final class CohereDialects {
    private CohereDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new ChatDialect(), new UnitsDialect("cohere.embed"), new UnitsDialect("cohere.rerank"));
    }
}
