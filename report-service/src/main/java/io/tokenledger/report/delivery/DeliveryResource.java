package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/channels/{id}/…}: what became of what a channel was to tell; trying it, and trying again. */
@Path("/v1/channels/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final List<String> STATES = List.of("queued", "delivered", "cancelled", "dead");

    private final ChannelReader channels;
    private final DeliveryReader deliveries;
    private final RetryWriter retries;
    private final TrialWriter trials;
    private final DeliveryJob job;
    private final Clock clock;

    public DeliveryResource(
            ChannelReader channels,
            DeliveryReader deliveries,
            RetryWriter retries,
            TrialWriter trials,
            DeliveryJob job,
            Clock clock) {
        this.channels = channels;
        this.deliveries = deliveries;
        this.retries = retries;
        this.trials = trials;
        this.job = job;
        this.clock = clock;
    }

    @GET
    @Path("deliveries")
    @Operation(summary = "What became of the notices of a channel")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "queued, delivered, cancelled or dead; default: all",
            example = "dead")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000; default 100")
    @APIResponse(
            responseCode = "200",
            description = "The latest first",
            content = @Content(schema = @Schema(implementation = DeliveryJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public DeliveryJson.Page deliveries(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "channels are one tenant's own");
        String state = parameters.single("state").map(DeliveryResource::state).orElse(null);
        Long before = parameters
                .single("cursor")
                .map(text -> number("cursor", text, Long.MAX_VALUE))
                .orElse(null);
        int limit = parameters
                .single("limit")
                .map(text -> Math.toIntExact(number("limit", text, MOST)))
                .orElse(DEFAULT_LIMIT);
        parameters.refuseOthers();
        UUID channel = channels.find(tenant, QueryParameters.uuid("id", id)).id();
        List<Delivery> found = deliveries.latest(tenant, channel, state, before, limit + 1);
        List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
        return new DeliveryJson.Page(page.stream().map(DeliveryJson::of).toList(), next(found, page));
    }

    private static @Nullable String next(List<Delivery> found, List<Delivery> page) {
        return found.size() > page.size() ? String.valueOf(page.getLast().number()) : null;
    }

    @POST
    @Path("deliveries/{delivery}/retry")
    @Operation(
            summary = "Try a delivery again now",
            description = "A dead letter, or one that waits after a failure. It is sent under the same notice_id.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "It is queued",
            content = @Content(schema = @Schema(implementation = DeliveryJson.RetriedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public DeliveryJson.RetriedJson retry(
            @PathParam("id") String id, @PathParam("delivery") String delivery, @Context UriInfo request) {
        retries.retry(
                tenant(request),
                QueryParameters.uuid("id", id),
                QueryParameters.uuid("delivery", delivery),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        job.wake();
        return new DeliveryJson.RetriedJson(1);
    }

    @POST
    @Path("deliveries/retry")
    @Operation(summary = "Try all dead letters of a channel again now")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "How many are queued",
            content = @Content(schema = @Schema(implementation = DeliveryJson.RetriedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public DeliveryJson.RetriedJson retryDead(@PathParam("id") String id, @Context UriInfo request) {
        int retried = retries.retryDead(
                tenant(request), QueryParameters.uuid("id", id), clock.instant().truncatedTo(ChronoUnit.MICROS));
        job.wake();
        return new DeliveryJson.RetriedJson(retried);
    }

    @POST
    @Path("test")
    @Operation(
            summary = "Try a channel",
            description = "Sends a notice of no alert at once, whatever the hour, and answers what came back.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "What came of it, also where that was a failure",
            content = @Content(schema = @Schema(implementation = DeliveryJson.TrialJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public DeliveryJson.TrialJson attempt(@PathParam("id") String id, @Context UriInfo request) {
        return DeliveryJson.TrialJson.of(trials.attempt(tenant(request), QueryParameters.uuid("id", id)));
    }

    private static String state(String text) {
        if (!STATES.contains(text)) {
            throw ReportError.PARAMETER_INVALID.because(
                    "state is '" + text + "': one of " + String.join(", ", STATES) + " is expected");
        }
        return text;
    }

    private static long number(String name, String text, long most) {
        if (text.matches("[1-9]\\d{0,17}") && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw ReportError.PARAMETER_INVALID.because(
                name + " is '" + text + "': a number from 1 to " + most + " is expected");
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "channels are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }
}
