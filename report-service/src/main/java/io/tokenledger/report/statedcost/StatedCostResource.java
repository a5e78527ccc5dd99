package io.tokenledger.report.statedcost;

import io.tokenledger.report.attributed.AttributedQuestion;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/stated-costs}: where providers and gateways state another cost than ours. */
@Path("/v1/stated-costs")
public class StatedCostResource {
    private static final String CSV = AnswerFormat.CSV_TYPE;

    private final StatedCostReader costs;
    private final Clock clock;

    StatedCostResource(StatedCostReader costs, Clock clock) {
        this.costs = costs;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What providers and gateways state that usage costs, beside what it costs here",
            description =
                    "Of events that came with a cost. Theirs never takes the place of ours. At most 100 000 lines. The"
                            + " entries behind a line: /v1/usage-entries with stated_by or min_difference.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(name = "filter.stated_by", in = ParameterIn.QUERY, example = "openrouter", description = "Who states it")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "stated_by,day",
            description = "Any of stated_by, tenant, team, project, app, environment, provider, model, service_tier,"
                    + " reasoning_effort, region, hour, day, week, month; default stated_by,provider,model")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The stated costs",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StatedCostJson.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response statedCosts(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AttributedQuestion question = StatedCostReader.question(parameters, clock.instant());
        AnswerFormat format = AnswerFormat.asked(parameters, acceptedTypes(headers), AnswerFormat.TABLES);
        parameters.refuseOthers();
        List<StatedLine> lines = costs.read(question);
        if (format == AnswerFormat.JSON) {
            return Response.ok(StatedCostJson.of(question, lines), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        SheetFile file =
                SheetFile.of(format, StatedCostSheets.fileName(question), StatedCostSheets.of(question, lines));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    private static List<String> acceptedTypes(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
