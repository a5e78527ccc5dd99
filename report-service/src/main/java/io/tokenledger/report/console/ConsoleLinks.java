package io.tokenledger.report.console;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where the first page points to: addresses as a reader's browser reaches the other services. */
@ConfigMapping(prefix = "tokenledger.console")
public interface ConsoleLinks {
    /** {@code TOKENLEDGER_INGEST_URL} */
    URI ingestUrl();

    /** {@code TOKENLEDGER_PRICING_URL} */
    URI pricingUrl();
}
