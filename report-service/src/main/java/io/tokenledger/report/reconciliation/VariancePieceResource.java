package io.tokenledger.report.reconciliation;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.ReconciliationJson.AcceptanceJson;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/reconciliations/{id}/rows} and {@code …/acceptances}: the pieces of a variance. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
public class VariancePieceResource {
    private final ReconciliationReader reconciliations;
    private final AcceptanceWriter acceptances;

    public VariancePieceResource(ReconciliationReader reconciliations, AcceptanceWriter acceptances) {
        this.reconciliations = reconciliations;
        this.acceptances = acceptances;
    }

    @GET
    @Path("{id}/rows")
    @Operation(summary = "The pieces of a variance, with lines of the bills and a link to entries of the ledger")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "part", in = ParameterIn.QUERY, example = "missing_usage", description = "Default: all")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = PartRowJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PartRowJson.Page rows(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", ReconciliationResource.WHOSE);
        Part part = parameters.single("part").map(VariancePieceResource::part).orElse(null);
        int limit = ReconciliationResource.limit(parameters);
        int behind = number(parameters.single("cursor").orElse("0"));
        parameters.refuseOthers();
        List<PartRowJson> found = reconciliations.rows(tenant, QueryParameters.uuid("id", id), part, behind, limit + 1);
        List<PartRowJson> page = found.subList(0, Math.min(limit, found.size()));
        return new PartRowJson.Page(page, found.size() > limit ? page.getLast().row() : null);
    }

    @POST
    @Path("{id}/acceptances")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Accept pieces of a variance",
            description = "Parts whole, or rows by their numbers, each once; amount has to be what they come to. It is"
                    + " booked as a manual item of kind reconciliation on day, else on the last day that was compared, or,"
                    + " where that is closed, on the first open one; for cost_center, else unattributed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "rounding",
                                            value =
                                                    "{\"tenant\":\"acme\",\"parts\":[\"rounding\"],\"amount\":\"0.0041\",\"author\":\"ann\",\"reason\":\"cents\"}")))
    @APIResponse(
            responseCode = "201",
            description = "What was accepted",
            content = @Content(schema = @Schema(implementation = AcceptanceJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response accept(@PathParam("id") String id, InputStream body) {
        ReconciliationForm.Acceptance asked =
                ReconciliationForm.acceptance(JsonFields.read(body), Attribution.UNATTRIBUTED);
        UUID key = QueryParameters.uuid("id", id);
        Acceptance accepted = acceptances.accept(key, asked);
        String currency = reconciliations.one(asked.tenant(), key).currency();
        return Response.status(Response.Status.CREATED)
                .entity(AcceptanceJson.of(currency, accepted))
                .build();
    }

    private static Part part(String text) {
        return Part.named(text)
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("part " + text + " is none of "
                        + Arrays.stream(Part.values()).map(Part::wireName).collect(Collectors.joining(", "))));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw ReportError.PARAMETER_INVALID.because("cursor " + text + " is not next of a page before");
        }
        return Integer.parseInt(text);
    }
}
