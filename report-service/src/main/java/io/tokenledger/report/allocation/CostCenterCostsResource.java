package io.tokenledger.report.allocation;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/cost-center-costs}: what a period costs every cost centre. */
@Path("/v1/cost-center-costs")
public class CostCenterCostsResource {
    private final AllocationReader allocations;

    public CostCenterCostsResource(AllocationReader allocations) {
        this.allocations = allocations;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What a period costs every cost centre, in the currency of the books",
            description =
                    "Direct cost, manual items, what it received and passed on, and its markup. All together are what"
                            + " the ledger and the manual items hold.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "period", in = ParameterIn.QUERY, example = "2026-10", description = "Default: the running one")
    @Parameter(
            name = "view",
            in = ParameterIn.QUERY,
            example = "showback",
            description = "showback: at cost; chargeback: with markups and discounts; default chargeback")
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            example = "1",
            description =
                    "Rolls deeper cost centres up to this level of the tree, 1: its tops; default: each by itself")
    @Parameter(
            name = "restate_at",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "Tells the same beside it by the cost centres and mapping rules of that day")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The costs",
            content = @Content(schema = @Schema(implementation = CostCenterCostsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response costs(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        CostCenterCostsQuestion asked = CostCenterCostsQuestion.read(parameters);
        AnswerFormat format = AllocationResource.format(parameters, headers);
        parameters.refuseOthers();
        CostCenterCostsJson answer = allocations.costs(asked);
        return AllocationResource.answer(
                format, answer, CostCenterCostsSheets.fileName(answer), () -> CostCenterCostsSheets.of(answer));
    }
}
