package io.tokenledger.report.intake;

import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/intake}: what became of everything that came in. */
@Path("/v1/intake")
public class IntakeResource {
    private final IntakeReader intake;
    private final Clock clock;

    public IntakeResource(IntakeReader intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Events received, by what became of them",
            description =
                    "accepted = priced + unpriced + conflicts + duplicates; rejected ones are kept with their reason."
                            + " Without from, to and period: ever. The time is that of receipt, counted per hour of UTC.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "tenant,day",
            description = "Any of tenant, hour, day; none: one line")
    @Parameter(name = "filter.tenant", in = ParameterIn.QUERY, example = "acme", description = "Repeatable")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content = @Content(schema = @Schema(implementation = IntakeJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public IntakeJson intake(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        IntakeQuery query = IntakeQuery.read(parameters, clock.instant());
        parameters.refuseOthers();
        return IntakeJson.of(intake.read("intake", query));
    }
}
