package io.tokenledger.report.mover;

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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/chargeback/movers}: what moved most, and why. */
@Path("/v1/chargeback/movers")
public class MoverResource {
    private final MoverReader movers;
    private final Clock clock;

    MoverResource(MoverReader movers, Clock clock) {
        this.movers = movers;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What changed most since another time, with the effects of price and of volume apart",
            description = "Of one tenant, in the currency of its books.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team,model",
            description = "Any of team, project, app, environment, provider, model, service_tier, region, cost_center,"
                    + " cost_center.<level>")
    @Parameter(
            name = "compare_to",
            in = ParameterIn.QUERY,
            example = "previous",
            description = "previous (by default) or year, as in /v1/chargeback")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "10", description = "From 1 to 1000; 10 by default")
    @Parameter(name = "format", in = ParameterIn.QUERY, example = "csv", description = "json, csv or xlsx")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MoversJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response movers(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        MoverQuestion question = MoverQuestion.read(parameters, clock.instant());
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
        parameters.refuseOthers();
        MoversJson answer = MoversJson.of(question, movers.read(question));
        if (format == AnswerFormat.JSON) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, "movers", MoverSheets.of(answer));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
