package io.tokenledger.ingest.dialect.own;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** TokenLedger's own dialect. */
public final class OwnDialects {
    private OwnDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new NativeDialect());
    }
}
