package io.tokenledger.pricing.pricebook;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

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
        int pageSize = limit(limit);
        Instant now = Instant.now();
        boolean allVersions = flag("history", versions);
        var query = new PriceQuery(
                text("provider", provider),
                text("model", model),
                text("service_tier", serviceTier),
                text("tenant", tenant),
                allVersions && at == null ? null : instant("at", at, now),
                instant("known_at", knownAt, now),
                cursor == null ? null : PriceCursor.parse(cursor),
                pageSize + 1);
        return PricesJson.page(allVersions ? history.allVersions(query) : history.inForce(query), pageSize);
    }

    private static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.indexOf('\0') >= 0)) {
            throw PricingError.PARAMETER_INVALID.because(name + " is empty or holds a NUL");
        }
        return value;
    }

    private static boolean flag(String name, @Nullable String value) {
        return switch (value) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': true or false");
        };
    }

    private static Instant instant(String name, @Nullable String value, Instant absent) {
        if (value == null) {
            return absent;
        }
        try {
            Instant instant = OffsetDateTime.parse(value)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time in RFC 3339", e);
        }
        throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time of our era");
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because("limit is '" + value + "': a number", e);
        }
        throw PricingError.PARAMETER_INVALID.because("limit is '" + value + "': from 1 to " + LARGEST_LIMIT);
    }
}
