package io.tokenledger.ingest.dialect.otel;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialect of OpenTelemetry. */
public final class OtelDialects {
    private OtelDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new OtelSpanDialect());
    }
}
