package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.rating.PriceBook;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/quotes}: the exact cost of usage, at the price in force at its time. Records nothing. */
@Path("/v1/quotes")
public class QuoteResource {
    static final int MOST_QUOTES = 10_000;
    private static final int MOST_EARLIER_BOOKS = 10;

    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;

    public QuoteResource(DataSource dataSource, CurrentPriceBook priceBook) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What usage costs",
            description =
                    "One quote, or an array of up to 10 000. The time `at` (now by default) picks the price. Where there"
                            + " is no price the quote says why; its cost is null, never zero. A quote that cannot be read"
                            + " fails the whole call, naming its index; nothing is recorded.")
    @RequestBody(content = @Content(schema = @Schema(oneOf = {QuoteForm.class, QuoteForm[].class})))
    @APIResponse(
            responseCode = "200",
            description = "A quote, or an array of them in the order of the request",
            content = @Content(schema = @Schema(oneOf = {QuoteJson.class, QuoteJson[].class})))
    @APIResponse(
            responseCode = "400",
            description = "A quote cannot be read",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Object quote(InputStream body) throws SQLException {
        JsonNode json = JsonText.read(body);
        Instant now = Instant.now();
        if (!json.isArray()) {
            return answer(List.of(QuoteRequest.read(json, now))).getFirst();
        }
        if (json.size() > MOST_QUOTES) {
            throw PricingError.QUOTES_TOO_MANY.because(json.size() + " quotes; a call takes " + MOST_QUOTES);
        }
        return answer(readAll(json, now));
    }

    private static List<QuoteRequest> readAll(JsonNode quotes, Instant now) {
        var requests = new ArrayList<QuoteRequest>(quotes.size());
        for (int index = 0; index < quotes.size(); index++) {
            try {
                requests.add(QuoteRequest.read(quotes.get(index), now));
            } catch (PricingProblem problem) {
                throw problem.error()
                        .because("quote " + index + ": " + problem.detail(), problem)
                        .with("index", index);
            }
        }
        return requests;
    }

    private List<QuoteJson> answer(List<QuoteRequest> quotes) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            PriceBook now = priceBook.asOf(connection);
            var earlier = new HashMap<Instant, PriceBook>();
            var answers = new ArrayList<QuoteJson>(quotes.size());
            for (QuoteRequest quote : quotes) {
                answers.add(QuoteJson.of(quote, book(connection, quote.knownAt(), now, earlier)));
            }
            return answers;
        }
    }

    private PriceBook book(
            Connection connection, @Nullable Instant knownAt, PriceBook now, Map<Instant, PriceBook> earlier)
            throws SQLException {
        if (knownAt == null) {
            return now;
        }
        PriceBook known = earlier.get(knownAt);
        if (known == null) {
            if (earlier.size() >= MOST_EARLIER_BOOKS) {
                throw PricingError.QUOTES_TOO_MANY.because(
                        "more than " + MOST_EARLIER_BOOKS + " different known_at in one call");
            }
            known = priceBook.knownAt(connection, knownAt);
            earlier.put(knownAt, known);
        }
        return known;
    }
}
