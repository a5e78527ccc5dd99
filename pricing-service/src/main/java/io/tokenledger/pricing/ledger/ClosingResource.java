package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.ledger.PeriodClosing.Closing;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ledger/closings}: up to when the books of a tenant are closed. */
@Path("/v1/ledger/closings")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ClosingResource {
    private static final Set<String> FIELDS = Set.of("tenant", "closed_until", "author", "reason");

    private final PeriodClosing periods;

    public ClosingResource(PeriodClosing periods) {
        this.periods = periods;
    }

    /** The description in OpenAPI. */
    @Schema(name = "ClosingRequest")
    @JsonNaming(SnakeCaseStrategy.class)
    record Form(
            @Schema(required = true) String tenant,

            @Schema(required = true, description = "a full quarter of an hour that is over")
            Instant closedUntil,

            @Schema(required = true) String author,
            @Schema(required = true) String reason) {}

    /** The closings of a tenant. */
    @Schema(name = "Closings")
    record Closed(List<Closing> closings) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Close a tenant's books up to an instant",
            description =
                    "What occurred before stays as reported: events that arrive late and corrections for that time"
                            + " are accounted at that instant. Closed books are never opened again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Form.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Closing.class)))
    @APIResponse(
            responseCode = "409",
            description = "The books are closed further already",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "422",
            description = "The instant is not over yet",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Closing close(InputStream body) throws SQLException {
        var form = JsonForm.read(body, FIELDS);
        return periods.close(
                form.required("tenant"),
                form.requiredInstant("closed_until"),
                form.required("author"),
                form.required("reason"));
    }

    @GET
    @Operation(summary = "The closings of a tenant, the one that counts first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Closed.class)))
    public Closed closings(@RestQuery @Nullable String tenant) throws SQLException {
        if (tenant == null || tenant.isEmpty() || !StorableText.isStorable(tenant)) {
            throw PricingError.PARAMETER_MISSING.because("query parameter 'tenant' is missing");
        }
        return new Closed(periods.closings(tenant));
    }
}
