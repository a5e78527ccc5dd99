package io.tokenledger.ingest.dialect.litellm;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialect of LiteLLM's logging callbacks. */
public final class LiteLlmDialects {
    private LiteLlmDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new StandardLoggingDialect());
    }
}
