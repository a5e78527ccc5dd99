package io.tokenledger.ingest.dialect.google;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialects of Google's interfaces. The providers are called as the price book calls them. */
public final class GoogleDialects {
    private GoogleDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(
                new GenerateContentDialect("google.generate_content", "google"),
                new GenerateContentDialect("google.vertex.generate_content", "vertex_ai"),
                new EmbeddingDialect());
    }
}
