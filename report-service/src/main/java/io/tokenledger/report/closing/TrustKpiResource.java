package io.tokenledger.report.closing;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/finance-kpis}: how far the figures of periods can be trusted. */
@Path("/v1/finance-kpis")
public class TrustKpiResource {
    private final TrustKpiReader kpis;

    public TrustKpiResource(TrustKpiReader kpis) {
        this.kpis = kpis;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "Attributed share, unpriced share, variance to the invoices, days to close; per period",
            description =
                    "Of a closed period as it was closed; of another one as it is now. Each with its change against the"
                            + " period before.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "from", in = ParameterIn.QUERY, example = "2026-01", description = "Id of the first period")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            example = "2026-12",
            description = "Id of the last period, included; periods that have not begun are left out")
    @Parameter(name = "fiscal_year", in = ParameterIn.QUERY, example = "2026", description = "In place of from and to")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The figures, in the order of time",
            content = @Content(schema = @Schema(implementation = TrustKpiJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response kpis(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = PeriodResource.tenantOf(parameters);
        PeriodRange range = PeriodRange.read(parameters);
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                List.of(AnswerFormat.JSON, AnswerFormat.CSV, AnswerFormat.XLSX));
        parameters.refuseOthers();
        List<TrustKpis> found = kpis.read(tenant, range);
        String zone = found.isEmpty()
                ? "UTC"
                : found.getFirst().period().settings().zone().getId();
        TrustKpiJson answer = TrustKpiJson.of(tenant, zone, found);
        if (format == AnswerFormat.JSON) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, "finance_kpis", List.of(TrustKpiSheet.of(answer)));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
