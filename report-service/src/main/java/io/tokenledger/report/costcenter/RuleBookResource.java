package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.json.JsonFields;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/mapping-rules/order} and {@code …/test}: the rules together. */
@Path("/v1/mapping-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RuleBookResource {
    private final OrganisationReader organisations;
    private final OrganisationWriter writer;
    private final Clock clock;

    public RuleBookResource(OrganisationReader organisations, OrganisationWriter writer, Clock clock) {
        this.organisations = organisations;
        this.writer = writer;
        this.clock = clock;
    }

    @POST
    @Path("test")
    @Operation(
            summary = "Where would this usage go, and by which rule",
            description =
                    "event, or up to 100 events, with what usage can say: team, project, app, environment, user, key"
                            + " (the tag api_key) and tags. at is when it is accounted: a date in the zone of the books, or an"
                            + " instant; default now.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "one", value = """
                                                    {"tenant":"acme","at":"2026-11-20T10:15:30Z",
                                                     "event":{"team":"search","app":"checkout-bot","environment":"prod",
                                                              "user":"u42","tags":{"feature":"summarise"}}}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "One result for each event, in their order",
            content = @Content(schema = @Schema(implementation = TrialJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public TrialJson test(InputStream stream) {
        TrialForm asked = TrialForm.read(JsonFields.read(stream));
        return TrialJson.of(asked, organisations.book(asked.tenant()), clock.instant());
    }

    @POST
    @Path("order")
    @Operation(
            summary = "Ask the rules in another order from a day on",
            description =
                    "order names each rule that is in force on that day once, the first to be asked first. They get the"
                            + " positions 10, 20, 30 and so on.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "second first", value = """
                                                    {"tenant":"acme","valid_from":"2026-12-01","author":"ann",
                                                     "reason":"apps before teams",
                                                     "order":["3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11",
                                                              "9b1d7c1e-57f4-4b0e-8a43-2f1f5d2a6c10"]}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "What changes",
            content = @Content(schema = @Schema(implementation = OrganisationChangesJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public OrganisationChangesJson order(InputStream stream) {
        JsonFields body =
                JsonFields.read(stream).onlyOf("tenant", "valid_from", "order", "author", "reason", "dry_run");
        Request request = OrganisationForm.request(body, "valid_from");
        return OrganisationChangesJson.of(
                request, writer.change(request, book -> OrganisationForm.order(body, request, book)));
    }
}
