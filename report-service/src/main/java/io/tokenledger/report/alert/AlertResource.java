package io.tokenledger.report.alert;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/alerts}: what was found, and what is done with it. */
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {
    private static final int ROWS = 100;

    private final AlertReader alerts;
    private final AlertLifeWriter lives;
    private final AlertNotices notices;
    private final Clock clock;

    public AlertResource(AlertReader alerts, AlertLifeWriter lives, AlertSettings settings, Clock clock) {
        this.alerts = alerts;
        this.lives = lives;
        this.notices = new AlertNotices(settings.publicUrl());
        this.clock = clock;
    }

    /** The body of an acknowledgement, for OpenAPI. */
    @Schema(name = "AlertAcknowledgement")
    record Acknowledgement(
            @Schema(required = true, examples = "ann") String by,
            @Nullable String note) {}

    /** The body of a silence, for OpenAPI; {@link AlertForm} reads it. */
    @Schema(name = "AlertSilencing")
    record Silencing(
            @Schema(description = "An instant within 366 days; or minutes") @Nullable
            Instant until,

            @Nullable Integer minutes,
            @Schema(required = true, examples = "ann") String by,
            @Nullable String why) {}

    /** The body of a lifted silence, for OpenAPI. */
    @Schema(name = "AlertUnsilencing")
    record Unsilencing(
            @Schema(required = true, examples = "ann") String by,
            @Nullable String why) {}

    @GET
    @Operation(summary = "The alerts of a tenant, the one that fired last first")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "firing or resolved")
    @Parameter(name = "kind", in = ParameterIn.QUERY, example = "budget_threshold")
    @Parameter(name = "severity", in = ParameterIn.QUERY, description = "info, warning or critical")
    @Parameter(name = "subject", in = ParameterIn.QUERY, description = "Id of a budget or a rule")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Fired then or later: an instant, or a date in UTC")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Fired before")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next_cursor of the page before")
    @APIResponse(
            responseCode = "200",
            description = "At most 100",
            content = @Content(schema = @Schema(implementation = AlertJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AlertJson.Page alerts(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "alerts are one tenant's own");
        AlertQuery query = AlertParameters.read(parameters, Optional.of(tenant), ROWS + 1);
        parameters.refuseOthers();
        List<Alert> found = alerts.latest(query);
        List<Alert> page = found.subList(0, Math.min(ROWS, found.size()));
        Instant now = clock.instant();
        return new AlertJson.Page(
                page.stream().map(alert -> AlertJson.of(alert, notices, now)).toList(),
                found.size() > ROWS ? page.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One alert with all that happened to it", description = "Who has the id may read it.")
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = AlertJson.Lived.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AlertJson.Lived alert(@PathParam("id") String id) {
        return AlertJson.of(alerts.find(QueryParameters.uuid("id", id)), notices, clock.instant());
    }

    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Somebody looks after it",
            description = "Where somebody does already, that stands. Refused where it is resolved.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Acknowledgement.class)))
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = AlertJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AlertJson acknowledge(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonFields.read(body).onlyOf("by", "note");
        return json(lives.acknowledge(
                QueryParameters.uuid("id", id), fields.storableText("by"), fields.storableText("note", "")));
    }

    @POST
    @Path("{id}/silence")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell nothing of it for a while",
            description =
                    "Until an instant, or for so many minutes. What happens to it meanwhile is told to nobody, also"
                            + " not later. In place of a silence that it has. Refused where it is resolved.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Silencing.class)))
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = AlertJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AlertJson silence(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonFields.read(body).onlyOf("until", "minutes", "by", "why");
        return json(lives.silence(
                QueryParameters.uuid("id", id),
                AlertForm.until(fields, clock.instant()),
                fields.storableText("by"),
                fields.storableText("why", "")));
    }

    @POST
    @Path("{id}/unsilence")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tell of it again, from now on")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Unsilencing.class)))
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = AlertJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AlertJson unsilence(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonFields.read(body).onlyOf("by", "why");
        return json(lives.unsilence(
                QueryParameters.uuid("id", id), fields.storableText("by"), fields.storableText("why", "")));
    }

    private AlertJson json(Alert alert) {
        return AlertJson.of(alert, notices, clock.instant());
    }
}
