package io.tokenledger.report.allocation;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.sheet.SheetFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/allocations}: how shared cost is passed on. */
@Path("/v1/allocations")
public class AllocationResource {
    private final AllocationReader allocations;

    public AllocationResource(AllocationReader allocations) {
        this.allocations = allocations;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "How a period's shared cost is passed on, by the rules in force",
            description =
                    "Step by step, with weights and shares; with trace, every amount that one cost centre received or"
                            + " passed on, with its rule and origin. Figures of a period that is not closed may still change.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "period", in = ParameterIn.QUERY, example = "2026-10", description = "Default: the running one")
    @Parameter(name = "trace", in = ParameterIn.QUERY, example = "search", description = "Code of a cost centre")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The allocation",
            content = @Content(schema = @Schema(implementation = AllocationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response allocation(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "allocations are one tenant's own");
        String period = parameters.single("period").orElse(null);
        String traced = parameters.single("trace").orElse(null);
        AnswerFormat format = format(parameters, headers);
        parameters.refuseOthers();
        AllocationJson answer = allocations.allocation(tenant, period, traced);
        return answer(format, answer, AllocationSheets.fileName(answer), () -> AllocationSheets.of(answer));
    }

    /** JSON, CSV or XLSX, as the request says. */
    static AnswerFormat format(QueryParameters parameters, HttpHeaders headers) {
        return AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
    }

    /** The answer as JSON, or its tables as a file of that name. */
    static Response answer(AnswerFormat format, Object json, String fileName, Supplier<List<Sheet>> sheets) {
        if (format == AnswerFormat.JSON) {
            return Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, fileName, sheets.get());
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
