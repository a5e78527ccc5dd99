package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/statements/preview}: what statements would be. */
@Path("/v1/statements/preview")
public class PreviewResource {
    private final PreviewReader previews;

    public PreviewResource(PreviewReader previews) {
        this.previews = previews;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What the statements of a period would be now",
            description =
                    "Of any period, closed or not; nothing is kept. cost_centers has the exact totals of all in the"
                            + " currency of the books. With restate_at everything is told a second time for the organisation"
                            + " of that day, side by side, for information: what is closed stays as it is.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "period", in = ParameterIn.QUERY, required = true, example = "2026-10")
    @Parameter(
            name = "cost_center",
            in = ParameterIn.QUERY,
            example = "search",
            description = "Its code: as_was and restated hold its statement as GET /v1/statements/{id} has it")
    @Parameter(
            name = "restate_at",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "A day in the zone of the books")
    @APIResponse(
            responseCode = "200",
            description = "The preview",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ObjectNode preview(@Context UriInfo request) {
        return previews.preview(PreviewQuestion.read(new QueryParameters(request.getQueryParameters())));
    }
}
