package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/quotes}: the exact cost of usage, at the price in force at its time. Records nothing. */
@Path("/v1/quotes")
public class QuoteResource {
    static final int MOST_QUOTES = 10_000;

    /** Numbers stay exact, so that 1e400 or 1.5 can be told from a count; a field given twice is refused. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        JsonNode json = parse(body);
        Instant now = Instant.now();
        if (!json.isArray()) {
            return answer(List.of(QuoteRequest.read(json, now))).getFirst();
        }
        if (json.size() > MOST_QUOTES) {
            throw PricingError.QUOTES_TOO_MANY.because(json.size() + " quotes; a call takes " + MOST_QUOTES);
        }
        return answer(readAll(json, now));
    }

    private static JsonNode parse(InputStream body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json == null || json.isMissingNode()) {
                throw PricingError.BODY_EMPTY.because("a quote or an array of quotes is expected");
            }
            return json;
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            String where =
                    location == null ? "" : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
            throw PricingError.BODY_MALFORMED_JSON.because("not readable as JSON" + where, e);
        } catch (IOException e) {
            throw PricingError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    private static List<RatingRequest> readAll(JsonNode quotes, Instant now) {
        var requests = new ArrayList<RatingRequest>(quotes.size());
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

    private List<QuoteJson> answer(List<RatingRequest> requests) throws SQLException {
        PriceBook book = currentBook();
        return requests.stream()
                .map(request -> QuoteJson.of(book.rate(request), request.meters()))
                .toList();
    }

    private PriceBook currentBook() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return priceBook.asOf(connection);
        }
    }
}
