package io.tokenledger.report.chargeback;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageSelection;
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
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/chargeback}: who pays for what. */
@Path("/v1/chargeback")
public class ChargebackResource {
    private static final String CSV = AnswerFormat.CSV_TYPE;
    private static final List<AnswerFormat> FORMATS = List.of(AnswerFormat.JSON, AnswerFormat.CSV);
    private static final int MAX_LINES = 100_000;

    private final UsageReader usage;
    private final Clock clock;

    public ChargebackResource(UsageReader usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "Usage and cost of a period by any dimensions",
            description = "At most 100 000 lines. A parameter that is not known here is refused.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(ref = "currency")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team,model",
            description = "Any of tenant, team, project, app, environment, user, provider, model, service_tier,"
                    + " reasoning_effort, region, hour, day, week, month, tag.<key>; none: one line")
    @Parameter(name = "round", in = ParameterIn.QUERY, example = "2", description = "Decimal places; else exact")
    @Parameter(name = "format", in = ParameterIn.QUERY, example = "csv", description = "json or csv; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The chargeback",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChargebackJson.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response chargeback(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        UsageQuery query = UsageSelection.read(parameters, clock.instant());
        OptionalInt places = places(parameters.single("round"));
        AnswerFormat format = AnswerFormat.asked(parameters, acceptedTypes(headers), FORMATS);
        parameters.refuseOthers();
        UsageAnswer answer = usage.read("chargeback", query, MAX_LINES);
        Chargeback chargeback = Chargeback.of(query, answer.rows(), places);
        if (format == AnswerFormat.CSV) {
            return Response.ok(ChargebackCsv.of(chargeback), CSV + ";charset=UTF-8")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + ChargebackCsv.fileName(chargeback) + "\"")
                    .build();
        }
        return Response.ok(ChargebackJson.of(chargeback, answer.conversions()), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static OptionalInt places(Optional<String> round) {
        if (round.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!round.get().matches("\\d|1[0-2]")) {
            throw ReportError.PARAMETER_INVALID.because("round " + round.get() + " is not a whole number from 0 to 12");
        }
        return OptionalInt.of(Integer.parseInt(round.get()));
    }

    private static List<String> acceptedTypes(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
