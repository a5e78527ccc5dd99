package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/prices} and {@code POST /v1/prices/{id}/withdrawal}: what a person states, and takes back. */
@Path("/v1/prices")
public class PricePublicationResource {
    private final PricePublication prices;

    public PricePublicationResource(PricePublication prices) {
        this.prices = prices;
    }

    /** What is published: the description in OpenAPI; {@link Publication} reads it field by field. */
    @Schema(name = "PricePublication")
    @JsonNaming(SnakeCaseStrategy.class)
    record Form(
            @Schema(required = true) String author,
            @Schema(required = true) String reason,

            @Schema(description = "may cover prices in force in the same range")
            boolean supersede,

            @Schema(required = true) List<PriceForm> prices) {}

    /** One price list of a publication. */
    @Schema(name = "PublishedPrice")
    @JsonNaming(SnakeCaseStrategy.class)
    record PriceForm(
            @Schema(description = "whose contract; absent: the list, for everybody") @Nullable
            String tenant,

            @Schema(required = true, examples = "openai") String provider,
            @Schema(required = true, examples = "o4-mini") String model,

            @Schema(description = "other names; * stands for any characters") @Nullable
            List<String> aliases,

            @Schema(defaultValue = "standard") @Nullable String serviceTier,
            @Nullable String region,

            @Schema(description = "for requests with more input tokens than this") @Nullable
            Long contextOverTokens,

            @Schema(description = "for requests with at least so many input tokens") @Nullable
            Long contextFromTokens,

            @Schema(examples = "mon-fri 08:00-20:00 Europe/Berlin") @Nullable
            String timeWindow,

            @Schema(required = true) Instant validFrom,
            @Nullable Instant validUntil,
            @Schema(required = true, examples = "USD") String currency,
            @Schema(required = true) List<RateForm> rates,
            @Schema(required = true) String source,
            @Schema(required = true) LocalDate sourceDate) {}

    /** The price of one meter, per unit or per million of them, as decimal text. */
    @Schema(name = "PublishedRate")
    @JsonNaming(SnakeCaseStrategy.class)
    record RateForm(
            @Schema(required = true, examples = "input") String meter,
            @Nullable String unitPrice,
            @Schema(examples = "1.10") @Nullable String perMillion) {}

    /** Who takes something back, and why. */
    @Schema(name = "Withdrawal")
    @JsonNaming(SnakeCaseStrategy.class)
    record WithdrawalForm(
            @Schema(required = true) String author,
            @Schema(required = true) String reason) {}

    /**
     * What became of it.
     *
     * @param bookVersion the price book's from this change on
     * @param priceIds of the prices that were stated or withdrawn, in the order of the call
     */
    @Schema(name = "BookChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record Changed(long changeId, long bookVersion, Instant knownFrom, List<Long> priceIds) {
        static Changed of(PricePublication.Published published) {
            return new Changed(
                    published.change().changeId(),
                    published.change().version(),
                    published.change().at(),
                    published.priceIds());
        }
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish prices",
            description =
                    "List prices, or with a tenant its contract; also for the future. All of them or none. A price"
                            + " that overlaps one in force is refused unless supersede is true. Nothing is ever overwritten:"
                            + " what was believed before stays known.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Form.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Changed.class)))
    @APIResponse(
            responseCode = "409",
            description = "A price overlaps another that is in force",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "422",
            description = "A price breaks a rule; nothing was published",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response publish(InputStream body) throws SQLException {
        try {
            Publication publication = Publication.read(body);
            return Response.status(Response.Status.CREATED)
                    .entity(Changed.of(prices.publish(publication)))
                    .build();
        } catch (PriceFileException e) {
            throw PricingError.PRICE_INVALID
                    .because(String.valueOf(e.getMessage()), e)
                    .with("errors", e.errors());
        }
    }

    @POST
    @Path("/{priceId}/withdrawal")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Withdraw a price",
            description = "From now on the book no longer believes in it, and what lies below it counts again. What it"
                    + " has priced stays booked until it is repriced.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WithdrawalForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Changed.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such price that stands",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Changed withdraw(@RestPath long priceId, InputStream body) throws SQLException {
        var said = JsonForm.read(body, Set.of("author", "reason"));
        return Changed.of(prices.withdraw(priceId, said.said("author"), said.said("reason")));
    }
}
