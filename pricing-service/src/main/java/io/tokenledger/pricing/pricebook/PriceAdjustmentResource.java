package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import io.tokenledger.pricing.rating.Adjustment;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/price-adjustments}: what a region adds to list prices, and what a tenant is spared. */
@Path("/v1/price-adjustments")
public class PriceAdjustmentResource {
    private final PriceAdjustments adjustments;

    public PriceAdjustmentResource(PriceAdjustments adjustments) {
        this.adjustments = adjustments;
    }

    /**
     * An uplift or a discount.
     *
     * @param percent what is added or taken off, as decimal text
     * @param model null: every model of the provider
     * @param validUntil null: until further notice
     */
    @Schema(name = "PriceAdjustment")
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            long adjustmentId,
            @Schema(examples = "uplift") String kind,
            @Schema(nullable = true) @Nullable String tenant,
            String provider,
            @Schema(nullable = true) @Nullable String model,
            @Schema(nullable = true) @Nullable String serviceTier,
            @Schema(nullable = true) @Nullable String region,
            @Schema(examples = "10") String percent,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil) {

        static Entry of(Adjustment adjustment) {
            long difference = Math.abs(adjustment.millionths() - 1_000_000);
            return new Entry(
                    adjustment.adjustmentId(),
                    adjustment.kind().name().toLowerCase(Locale.ROOT),
                    PricesJson.orNull(adjustment.tenant()),
                    adjustment.provider(),
                    PricesJson.orNull(adjustment.model()),
                    PricesJson.orNull(adjustment.serviceTier()),
                    PricesJson.orNull(adjustment.region()),
                    BigDecimal.valueOf(difference, 4).stripTrailingZeros().toPlainString(),
                    adjustment.validFrom(),
                    adjustment.validUntil());
        }
    }

    /** Those that are believed in, or were. */
    @Schema(name = "PriceAdjustments")
    record Entries(List<Entry> adjustments) {}

    /** What is stated: the description in OpenAPI; {@link AdjustmentForm} reads it field by field. */
    @Schema(name = "PriceAdjustmentForm")
    @JsonNaming(SnakeCaseStrategy.class)
    record Form(
            @Schema(required = true) String author,
            @Schema(required = true) String reason,
            @Schema(required = true, examples = "discount") String kind,
            @Schema(description = "of a discount") @Nullable String tenant,
            @Schema(required = true, examples = "openai") String provider,

            @Schema(description = "a model, or a glob of models; absent: every one") @Nullable
            String model,

            @Nullable String serviceTier,

            @Schema(description = "of an uplift", examples = "eu") @Nullable
            String region,

            @Schema(required = true, description = "added by an uplift, taken off by a discount", examples = "10")
            String percent,

            @Schema(required = true) Instant validFrom,
            @Nullable Instant validUntil) {}

    /** What became of it. */
    @Schema(name = "PriceAdjustmentChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record Changed(long adjustmentId, long changeId, long bookVersion, Instant knownFrom) {}

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Uplifts and discounts",
            description =
                    "As they were known at known_at (now by default): the uplifts, and the discounts of the tenant")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Entries.class)))
    public Entries list(@RestQuery @Nullable String tenant, @RestQuery("known_at") @Nullable String knownAt)
            throws SQLException {
        Instant known = QueryParameters.instant("known_at", knownAt, Instant.now());
        return new Entries(adjustments.knownAt(known, tenant == null ? "" : tenant).stream()
                .map(Entry::of)
                .toList());
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State an uplift or a discount",
            description =
                    "An uplift multiplies everybody's token list prices in a region; a discount takes a percentage"
                            + " off a tenant's list prices. A tenant's own prices are final. Of several that fit, the most"
                            + " particular counts.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Form.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Changed.class)))
    @APIResponse(
            responseCode = "409",
            description = "It overlaps another for the same",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response state(InputStream body) throws SQLException {
        var said = JsonForm.read(body, AdjustmentForm.FIELDS);
        var stated = adjustments.state(AdjustmentForm.read(said), said.said("author"), said.said("reason"));
        return Response.status(Response.Status.CREATED)
                .entity(new Changed(
                        stated.adjustmentId(),
                        stated.change().changeId(),
                        stated.change().version(),
                        stated.change().at()))
                .build();
    }

    @POST
    @Path("/{adjustmentId}/withdrawal")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Withdraw an uplift or a discount", description = "From now on it no longer counts")
    @RequestBody(content = @Content(schema = @Schema(implementation = PricePublicationResource.WithdrawalForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Changed.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none such that stands",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Changed withdraw(@RestPath long adjustmentId, InputStream body) throws SQLException {
        var said = JsonForm.read(body, Set.of("author", "reason"));
        var change = adjustments.withdraw(adjustmentId, said.said("author"), said.said("reason"));
        return new Changed(adjustmentId, change.changeId(), change.version(), change.at());
    }
}
