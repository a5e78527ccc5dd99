package io.tokenledger.ingest.dialect.voyage;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialects of Voyage AI's interfaces. */
public final class VoyageDialects {
    private VoyageDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new VoyageDialect("voyage.embedding"), new VoyageDialect("voyage.rerank"));
    }
}
