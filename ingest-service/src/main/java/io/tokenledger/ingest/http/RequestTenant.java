package io.tokenledger.ingest.http;

import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Whose events a request brings, for senders whose own form has no place for it: the header {@code Tokenledger-Tenant}, or
 * the tenant of the settings.
 */
@ApplicationScoped
public class RequestTenant {
    /** The header that names the tenant. */
    public static final String HEADER = "Tokenledger-Tenant";

    private final IngestSettings settings;

    RequestTenant(IngestSettings settings) {
        this.settings = settings;
    }

    /** The tenant that the request's header names; null where there is none. */
    public @Nullable String named(HttpHeaders headers) throws Refusal {
        String tenant = headers.getHeaderString(HEADER);
        if (tenant == null || tenant.isBlank()) {
            return null;
        }
        if (tenant.length() > Attribution.MAX_CHARS || SafeText.firstInvalid(tenant) >= 0) {
            throw new Refusal(
                    IngestError.TENANT_INVALID,
                    "the header " + HEADER + " is " + SafeText.quoted(tenant) + ": a tenant has at most "
                            + Attribution.MAX_CHARS + " characters and no control characters");
        }
        return tenant;
    }

    /** The tenant of the settings, for events that nothing else names one for; null where there is none. */
    public @Nullable String standing() {
        return settings.defaultTenant().filter(tenant -> !tenant.isBlank()).orElse(null);
    }
}
