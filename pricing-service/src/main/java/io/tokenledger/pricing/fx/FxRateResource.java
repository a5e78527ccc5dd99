package io.tokenledger.pricing.fx;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/fx-rates}: the exchange rate used for a day, as known at a time; and what was ever stated. */
@Path("/v1/fx-rates")
public class FxRateResource {
    private static final String EUR = "EUR";

    private final FxRates rates;

    public FxRateResource(FxRates rates) {
        this.rates = rates;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Exchange rates and their history",
            description =
                    "The rate used for the day `at`, as it was known at `known_at` (both now by default): the newest"
                            + " one published on or before the day, at most 7 days back. With `from` or `to` everything that was"
                            + " ever stated about the days, as a page; then `base` is EUR.")
    @APIResponse(
            responseCode = "200",
            description = "The rate; with from or to its history",
            content = @Content(schema = @Schema(oneOf = {FxRateJson.class, FxHistoryJson.class})))
    @APIResponse(
            responseCode = "404",
            description = "fx.no_rate: no rate was published on the day or in the 7 days before",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response rates(
            @Parameter(description = "ISO 4217; required") @RestQuery @Nullable String currency,
            @Parameter(description = "ISO 4217; EUR by default") @RestQuery @Nullable String base,
            @Parameter(description = "a day, or a time in RFC 3339 (its day in UTC)") @RestQuery @Nullable String at,
            @Parameter(description = "RFC 3339") @RestQuery("known_at") @Nullable String knownAt,
            @Parameter(description = "the first day of a history") @RestQuery @Nullable String from,
            @Parameter(description = "the day after the last of a history") @RestQuery @Nullable String to,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit)
            throws SQLException {
        String asked = FxParameters.currency("currency", currency);
        String of = base == null ? EUR : FxParameters.currency("base", base);
        Instant known = QueryParameters.instant("known_at", knownAt, Instant.now());
        if (from == null && to == null) {
            return Response.ok(rate(asked, of, FxParameters.day("at", at, LocalDate.now(ZoneOffset.UTC)), known))
                    .build();
        }
        if (!of.equals(EUR) || at != null) {
            throw PricingError.PARAMETER_INVALID.because(
                    "with from or to there is no at, and base is EUR: a history is of rates as they were published");
        }
        int pageSize = QueryParameters.limit(limit);
        var query = new FxHistoryQuery(
                asked,
                FxParameters.day("from", from, EcbDate.FIRST),
                FxParameters.day("to", to, FxParameters.LAST_DAY),
                known,
                cursor == null ? FxCursor.START : FxCursor.parse(cursor),
                pageSize + 1);
        return Response.ok(FxHistoryJson.page(asked, rates.history(query), pageSize))
                .build();
    }

    private FxRateJson rate(String currency, String base, LocalDate day, Instant knownAt) throws SQLException {
        if (currency.equals(base)) {
            return FxRateJson.of(base, currency, day, BigDecimal.ONE, List.of());
        }
        PublishedRate ofCurrency = published(currency, day, knownAt);
        PublishedRate ofBase = published(base, day, knownAt);
        BigDecimal rate;
        if (ofBase == null) {
            rate = Objects.requireNonNull(ofCurrency, "only one of them is the euro")
                    .perEuro();
        } else {
            rate = ofCurrency == null ? ofBase.euros() : ofCurrency.per(ofBase);
        }
        List<PublishedRate> used =
                Stream.of(ofCurrency, ofBase).filter(Objects::nonNull).toList();
        return FxRateJson.of(base, currency, day, rate, used);
    }

    /** Null for the euro, which is what rates are published for; throws where there is no rate. */
    private @Nullable PublishedRate published(String currency, LocalDate day, Instant knownAt) throws SQLException {
        if (currency.equals(EUR)) {
            return null;
        }
        PublishedRate rate = rates.onDay(currency, day, knownAt);
        if (rate == null) {
            throw PricingError.FX_NO_RATE.because("no rate of " + currency + " for " + day + ", as known at " + knownAt
                    + ": none was published on that day or in the " + FxRates.MOST_DAYS_BACK + " days before");
        }
        return rate;
    }
}
