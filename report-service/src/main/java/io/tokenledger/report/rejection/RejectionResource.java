package io.tokenledger.report.rejection;

import io.tokenledger.report.problem.ReportError;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/rejected-events}: what could not be used, and sending it again after a fix. */
@Path("/v1/rejected-events")
@Produces(MediaType.APPLICATION_JSON)
public class RejectionResource {
    private static final int ROWS = 100;
    private static final int MOST_ROWS = 1_000;

    private final RejectionReader rejections;
    private final ResubmissionReader resubmissions;
    private final ResubmissionWriter writer;

    public RejectionResource(RejectionReader rejections, ResubmissionReader resubmissions, ResubmissionWriter writer) {
        this.rejections = rejections;
        this.resubmissions = resubmissions;
        this.writer = writer;
    }

    @GET
    @Operation(
            summary = "What could not be used, the latest first",
            description = "Kept for 30 days, with the reason and without its content.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, example = "acme", description = "Default: all")
    @Parameter(
            name = "tenant_known",
            in = ParameterIn.QUERY,
            description = "false: only those whose tenant could not be read")
    @Parameter(name = "code", in = ParameterIn.QUERY, example = "dialect.unknown")
    @Parameter(name = "source", in = ParameterIn.QUERY, example = "checkout-bot")
    @Parameter(name = "type", in = ParameterIn.QUERY, example = "openai.chat.completion")
    @Parameter(name = "topic", in = ParameterIn.QUERY, example = "usage.events.v1")
    @Parameter(name = "event_id", in = ParameterIn.QUERY)
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "By the time of receipt: an instant, inclusive")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "An instant, exclusive")
    @Parameter(name = "resubmitted", in = ParameterIn.QUERY, description = "true or false; default: either")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000, default 100")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = RejectionJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RejectionJson.Page rejections(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        RejectionQuestion question = RejectionQuestion.read(parameters);
        RejectionCursor cursor =
                parameters.single("cursor").map(RejectionCursor::parse).orElse(null);
        int rows = limit(parameters);
        parameters.refuseOthers();
        return RejectionJson.page(rejections.page(question, cursor, rows + 1), rows);
    }

    @GET
    @Path("counts")
    @Operation(summary = "How many there are by tenant, code and source, the most first")
    @APIResponse(
            responseCode = "200",
            description = "The counts; filters as of the list",
            content = @Content(schema = @Schema(implementation = RejectionJson.Counts.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RejectionJson.Counts counts(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        RejectionQuestion question = RejectionQuestion.read(parameters);
        int rows = limit(parameters);
        parameters.refuseOthers();
        List<RejectionCount> counts = rejections.counts(question, rows);
        return new RejectionJson.Counts(counts);
    }

    @POST
    @Path("resubmissions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send rejected events again",
            description =
                    "Some by their ids, or all of a code. Each goes once, to the topic it came on, and what becomes of it"
                            + " is decided anew. merge changes each of them (RFC 7396); dry_run tells only what would be sent.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "all of a code", value = """
                                    {"tenant":"acme","code":"provider.missing","merge":{"data":{"provider":"openai"}},
                                     "author":"ann","reason":"the new release of the bot forgot it","dry_run":true}
                                    """)))
    @APIResponse(
            responseCode = "202",
            description = "What is sent, and what is not and why",
            content = @Content(schema = @Schema(implementation = Resubmission.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response resubmit(InputStream body) {
        Resubmission resubmission = writer.request(ResubmissionForm.read(body));
        return Response.status(resubmission.id() == null ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(resubmission)
                .build();
    }

    @GET
    @Path("resubmissions/{id}")
    @Operation(summary = "What became of events that were sent again")
    @Parameter(
            name = "tenant",
            in = ParameterIn.QUERY,
            example = "acme",
            description = "Left out: it could not be read")
    @APIResponse(
            responseCode = "200",
            description = "The resubmission",
            content = @Content(schema = @Schema(implementation = Resubmission.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Resubmission resubmission(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.single("tenant").orElse("");
        parameters.refuseOthers();
        return resubmissions.find(tenant, QueryParameters.uuid("id", id));
    }

    private static int limit(QueryParameters parameters) {
        String text = parameters.single("limit").orElse(String.valueOf(ROWS));
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST_ROWS) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit is '" + text + "': a whole number from 1 to " + MOST_ROWS + " is expected");
        }
        return Integer.parseInt(text);
    }
}
