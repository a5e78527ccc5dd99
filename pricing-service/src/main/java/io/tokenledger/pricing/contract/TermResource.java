package io.tokenledger.pricing.contract;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contracts/terms/{id}}: how far one term has come, and its withdrawal. */
@Path("/v1/contracts/terms/{id}")
public class TermResource {
    private static final int LONGEST_TEXT = 500;

    private final ContractBook contracts;
    private final TermStatus status;

    public TermResource(ContractBook contracts, TermStatus status) {
        this.contracts = contracts;
        this.status = status;
    }

    @GET
    @Blocking
    @Path("/status")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How far a term has come",
            description =
                    "At `at` (now by default): the charges that are booked; of volume tiers the month's measure and"
                            + " the tier reached, of a commitment its drawdown, of provisioned throughput its idle share.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TermStatusJson.class)))
    @APIResponse(
            responseCode = "404",
            description = "contract.term_unknown: there is no such term",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public TermStatusJson status(
            @RestPath String id, @Parameter(description = "RFC 3339, not in the future") @RestQuery @Nullable String at)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant time = at == null ? now : QueryParameters.instant("at", at);
        if (time.isAfter(now)) {
            throw PricingError.PARAMETER_INVALID.because(
                    "at is " + time + ", now is " + now + ": what a term will have come to is not known");
        }
        return status.at(QueryParameters.id("id", id), time);
    }

    @POST
    @Blocking
    @Path("/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Withdraw a term",
            description = "For all of its time: the next settlement takes its charges back. What was known before stays"
                    + " known. To end a term, withdraw it and publish it anew with an end.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermForm.WithdrawalForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TermJson.class)))
    @APIResponse(
            responseCode = "404",
            description = "contract.term_unknown: there is no such term",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    @APIResponse(
            responseCode = "409",
            description = "contract.term_withdrawn: it was withdrawn before",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public TermJson withdraw(@RestPath String id, InputStream body) throws SQLException {
        JsonFields json = JsonFields.read(body, false);
        json.refuseOthersThan(Set.of("author", "reason"));
        return TermJson.of(contracts.withdraw(
                QueryParameters.id("id", id), json.text("author", LONGEST_TEXT), json.text("reason", LONGEST_TEXT)));
    }
}
