package io.tokenledger.pricing.pricebook;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/prices}: the prices in force at a time, as known at another; and their history. */
@Path("/v1/prices")
public class PriceResource {
    private final PriceHistory history;

    public PriceResource(PriceHistory history) {
        this.history = history;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Prices and their history",
            description = "The prices in force at `at`, as they were known at `known_at` (both now by default);"
                    + " with history=true every version that was ever stated. Without `tenant` list prices only.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PricesJson.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public PricesJson prices(
            @RestQuery @Nullable String provider,
            @Parameter(description = "the model's id or an alias of it") @RestQuery @Nullable String model,
            @RestQuery("service_tier") @Nullable String serviceTier,
            @Parameter(description = "whose contracts are shown beside the list prices") @RestQuery @Nullable
                    String tenant,
            @Parameter(description = "RFC 3339") @RestQuery @Nullable String at,
            @Parameter(description = "RFC 3339") @RestQuery("known_at") @Nullable String knownAt,
            @Parameter(name = "history", description = "true or false") @RestQuery("history") @Nullable String versions,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit)
            throws SQLException {
        int pageSize = QueryParameters.limit(limit);
        Instant now = Instant.now();
        boolean allVersions = QueryParameters.flag("history", versions);
        var query = new PriceQuery(
                QueryParameters.text("provider", provider),
                QueryParameters.text("model", model),
                QueryParameters.text("service_tier", serviceTier),
                QueryParameters.text("tenant", tenant),
                allVersions && at == null ? null : QueryParameters.instant("at", at, now),
                QueryParameters.instant("known_at", knownAt, now),
                cursor == null ? null : PriceCursor.parse(cursor),
                pageSize + 1);
        return PricesJson.page(allVersions ? history.allVersions(query) : history.inForce(query), pageSize);
    }
}
