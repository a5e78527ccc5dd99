package io.tokenledger.report.delivery.channel;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/channels}: where a tenant's alerts are told. */
@Path("/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
public class ChannelResource {
    private static final Duration OLD_SECRET_STAYS = Duration.ofDays(1);
    private static final Duration OLD_SECRET_STAYS_AT_MOST = Duration.ofDays(30);

    private final ChannelReader channels;
    private final ChannelWriter writer;
    private final Clock clock;

    public ChannelResource(ChannelReader channels, ChannelWriter writer, Clock clock) {
        this.channels = channels;
        this.writer = writer;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The channels of a tenant",
            description = "Without those that are archived, and without secrets.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "By name",
            content = @Content(schema = @Schema(implementation = ChannelJson.All.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ChannelJson.All channels(@Context UriInfo request) {
        Instant now = now();
        return new ChannelJson.All(channels.of(tenant(request)).stream()
                .map(channel -> ChannelJson.of(channel, now))
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One channel")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = ChannelJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ChannelJson channel(@PathParam("id") String id, @Context UriInfo request) {
        return ChannelJson.of(channels.find(tenant(request), QueryParameters.uuid("id", id)), now());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a channel",
            description = "The target's host is looked up: every address has to be public, or in a range that the"
                    + " operator allows and the channel asks for (allow_private). A webhook is signed; its secret is in"
                    + " this answer and in no other.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a webhook", value = """
                                                    {"name":"on call","tenant":"acme","type":"webhook",
                                                     "url":"https://hooks.example.com/tokenledger"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The channel with its id",
            content = @Content(schema = @Schema(implementation = ChannelJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream body) {
        Instant now = now();
        Channel channel = writer.create(JsonFields.read(body), now);
        Secret secret = channel.secrets().isEmpty() ? null : channel.secrets().getFirst();
        return Response.created(URI.create("/v1/channels/" + channel.id()))
                .entity(ChannelJson.of(channel, secret, now))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a channel",
            description =
                    "All of it but type, tenant and secrets: what is left out goes back to its default. The url of"
                            + " slack and teams stays where it is left out.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = ChannelJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ChannelJson change(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        Instant now = now();
        return ChannelJson.of(
                writer.change(tenant(request), QueryParameters.uuid("id", id), JsonFields.read(body), now), now);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Archive a channel", description = "Nothing is sent to it any more; its deliveries stay.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(responseCode = "204", description = "Archived")
    @APIResponse(responseCode = "default", ref = "problem")
    public void archive(@PathParam("id") String id, @Context UriInfo request) {
        writer.archive(tenant(request), QueryParameters.uuid("id", id), now());
    }

    @POST
    @Path("{id}/secrets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a webhook a new secret",
            description = "It signs at once. The one before it signs beside it until old_until (a day from now unless"
                    + " said, at most 30); one that is older still ends now.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a new one", value = """
                                    {"old_until":"2026-11-25T00:00:00Z"}""")))
    @APIResponse(
            responseCode = "201",
            description = "The channel with its new secret",
            content = @Content(schema = @Schema(implementation = ChannelJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response rotate(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        Instant now = now();
        JsonFields fields = JsonFields.read(body).onlyOf("secret", "old_until");
        Secret fresh = ChannelForm.secret(fields, now);
        Channel rotated =
                writer.rotate(tenant(request), QueryParameters.uuid("id", id), fresh, oldUntil(fields, now), now);
        return Response.status(Response.Status.CREATED)
                .entity(ChannelJson.of(rotated, fresh, now))
                .build();
    }

    private static Instant oldUntil(JsonFields fields, Instant now) {
        String text = fields.text("old_until");
        Instant until = text == null ? now.plus(OLD_SECRET_STAYS) : instant(text);
        if (until.isAfter(now.plus(OLD_SECRET_STAYS_AT_MOST))) {
            throw ReportError.FIELD_INVALID.because("old_until is " + until + ": at most "
                    + OLD_SECRET_STAYS_AT_MOST.toDays() + " days from now are expected");
        }
        return until;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException notAnInstant) {
            throw ReportError.FIELD_INVALID.because(
                    "old_until is '" + text + "': an instant such as 2026-11-25T00:00:00Z is expected", notAnInstant);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "channels are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }
}
