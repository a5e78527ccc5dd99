package io.tokenledger.report.scenario;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.SheetFile;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfSheets;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/scenarios}: what-if questions that are kept under a name. */
@Path("/v1/scenarios")
@Produces(MediaType.APPLICATION_JSON)
public class ScenarioResource {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    private final ScenarioReader scenarios;
    private final ScenarioWriter writer;
    private final Clock clock;

    public ScenarioResource(ScenarioReader scenarios, ScenarioWriter writer, Clock clock) {
        this.scenarios = scenarios;
        this.writer = writer;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Save a what-if question with its answer",
            description = "The question is about the tenant's own usage, whether it filters by it or not. A scenario is"
                    + " never edited: save another one, which may supersede it (supersedes: its id). A relative period, as"
                    + " last_month or none at all, is asked anew each time; write from and to to fix it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "o3 to o4-mini", value = """
                                                    {"name":"bulk to o4-mini","tenant":"acme","author":"ann",
                                                     "note":"for the review in December",
                                                     "question":{"from":"2026-10","to":"2026-11",
                                                       "swaps":[{"from":{"model":"o3"},"to":{"model":"o4-mini"}}]}}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The scenario with its id and link",
            content = @Content(schema = @Schema(implementation = ScenarioJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response save(InputStream body) {
        Scenario saved = writer.save(ScenarioForm.wanted(JsonFields.read(body)));
        return Response.created(URI.create("/v1/scenarios/" + saved.id()))
                .entity(ScenarioJson.of(saved))
                .build();
    }

    @GET
    @Operation(summary = "The scenarios of a tenant, the latest first")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "include", in = ParameterIn.QUERY, example = "archived", description = "Else they are left out")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ScenarioJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ScenarioJson.Page scenarios(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "scenarios are one tenant's own");
        boolean alsoArchived =
                parameters.single("include").map(ScenarioResource::alsoArchived).orElse(false);
        int limit = limit(parameters.single("limit").orElse(String.valueOf(USUAL_PAGE)));
        UUID after = parameters
                .single("cursor")
                .map(text -> QueryParameters.uuid("cursor", text))
                .orElse(null);
        parameters.refuseOthers();
        List<Scenario> found = scenarios.latest(tenant, alsoArchived, after, limit + 1);
        List<Scenario> page = found.subList(0, Math.min(limit, found.size()));
        return new ScenarioJson.Page(
                page.stream().map(ScenarioJson::of).toList(),
                found.size() > limit ? page.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One scenario, with the answer that it had when it was saved")
    @APIResponse(
            responseCode = "200",
            description = "The scenario",
            content = @Content(schema = @Schema(implementation = ScenarioJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ScenarioJson scenario(@PathParam("id") String id) {
        return ScenarioJson.of(find(id));
    }

    @GET
    @Path("{id}/answer")
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What the question of a scenario answers now",
            description = "With all that was booked, published and measured since.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The answer, as that of POST /v1/what-if",
            content = @Content(schema = @Schema(implementation = WhatIfJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response answer(@PathParam("id") String id, @Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
        parameters.refuseOthers();
        WhatIfJson answer =
                scenarios.answers(List.of(find(id)), clock.instant()).getFirst();
        if (format == AnswerFormat.JSON) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, WhatIfSheets.fileName(answer), WhatIfSheets.of(answer));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    @POST
    @Path("{id}/archive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set a scenario aside",
            description = "Once. Its name is free again; its link goes on working.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "why",
                                            value = "{\"author\":\"ann\",\"reason\":\"decided\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The scenario",
            content = @Content(schema = @Schema(implementation = ScenarioJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ScenarioJson archive(@PathParam("id") String id, InputStream body) {
        writer.archive(find(id), ScenarioForm.archiving(JsonFields.read(body)));
        return ScenarioJson.of(find(id));
    }

    private Scenario find(String id) {
        return scenarios.find(QueryParameters.uuid("id", id));
    }

    private static boolean alsoArchived(String include) {
        if (!include.equals("archived")) {
            throw ReportError.PARAMETER_INVALID.because("include " + include + " is not archived");
        }
        return true;
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
