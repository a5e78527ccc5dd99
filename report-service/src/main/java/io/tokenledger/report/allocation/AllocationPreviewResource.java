package io.tokenledger.report.allocation;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/allocation-rules/preview}: what rules would do, before they are made. */
@Path("/v1/allocation-rules/preview")
public class AllocationPreviewResource {
    private final AllocationReader allocations;

    public AllocationPreviewResource(AllocationReader allocations) {
        this.allocations = allocations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "Try rules on a period",
            description =
                    "Every pool with its rule, each transfer with weight and share, what is left over, and what every cost"
                            + " centre bears before and after. Without rules, those in force on the period's last day. Nothing is kept.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "two steps", value = """
                                                    {"tenant":"acme","period":"2026-10","rules":[
                                                      {"name":"idle","origin":"charge/provisioned_idle","method":"tokens"},
                                                      {"name":"nobody's","origin":"unattributed","method":"fixed_shares",
                                                       "shares":[{"cost_center":"search","share":"0.6"},
                                                                 {"cost_center":"ads","share":"0.4"}]}]}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The allocation",
            content = @Content(schema = @Schema(implementation = AllocationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response preview(@Context UriInfo request, @Context HttpHeaders headers, InputStream body) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AnswerFormat format = AllocationResource.format(parameters, headers);
        parameters.refuseOthers();
        AllocationJson answer = allocations.preview(PreviewForm.read(body));
        return AllocationResource.answer(
                format, answer, AllocationSheets.fileName(answer), () -> AllocationSheets.of(answer));
    }
}
