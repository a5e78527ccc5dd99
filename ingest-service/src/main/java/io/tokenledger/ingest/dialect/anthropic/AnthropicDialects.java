package io.tokenledger.ingest.dialect.anthropic;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialects of Anthropic's interfaces. */
public final class AnthropicDialects {
    private AnthropicDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new MessageDialect(), new BatchDialect());
    }
}
