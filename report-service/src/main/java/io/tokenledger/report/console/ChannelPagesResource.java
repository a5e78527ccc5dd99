package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.delivery.Delivery;
import io.tokenledger.report.delivery.DeliveryJob;
import io.tokenledger.report.delivery.DeliveryReader;
import io.tokenledger.report.delivery.RetryWriter;
import io.tokenledger.report.delivery.TrialWriter;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.delivery.channel.ChannelWriter;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /channels}: where alerts are told, what waits, what failed; trying a channel, and trying again. */
@Path("/channels")
@Produces(MediaType.TEXT_HTML)
public class ChannelPagesResource {
    private static final String REPORT = "console";
    private static final int ROWS = 50;

    private final ChannelReader channels;
    private final ChannelWriter writer;
    private final DeliveryReader deliveries;
    private final RetryWriter retries;
    private final TrialWriter trials;
    private final DeliveryJob job;
    private final IntakeReader intake;
    private final Clock clock;

    public ChannelPagesResource(
            ChannelReader channels,
            ChannelWriter writer,
            DeliveryReader deliveries,
            RetryWriter retries,
            TrialWriter trials,
            DeliveryJob job,
            IntakeReader intake,
            Clock clock) {
        this.channels = channels;
        this.writer = writer;
        this.deliveries = deliveries;
        this.retries = retries;
        this.trials = trials;
        this.job = job;
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        return listed(() -> {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.single("tenant").orElse("");
            parameters.refuseOthers();
            return ConsoleResource.html(200, Templates.channels(listed(tenant, null)));
        });
    }

    private ChannelPages.Listed listed(String tenant, @Nullable String problem) {
        Instant now = clock.instant();
        List<Channel> found = tenant.isEmpty() ? List.of() : channels.of(tenant);
        Map<UUID, Delivery.Queue> queues = tenant.isEmpty() ? Map.of() : deliveries.queues(tenant);
        return new ChannelPages.Listed(
                tenant,
                ConsoleResource.withSelected(intake.tenants(REPORT), tenant),
                ChannelType.wireNames(),
                problem,
                found.stream()
                        .map(channel -> ChannelViews.row(channel, queues.get(channel.id()), now))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(
            @FormParam("tenant") @Nullable String tenant,
            @FormParam("name") @Nullable String name,
            @FormParam("type") @Nullable String type,
            @FormParam("target") @Nullable String target,
            @FormParam("allow_private") @Nullable String allowPrivate,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return listed(() -> {
            refuseOtherSites(site, origin, host);
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("tenant", tenant).put("name", name).put("type", type);
            putTarget(body, String.valueOf(type), target == null ? "" : target.strip());
            if (allowPrivate != null) {
                body.put("allow_private", true);
            }
            Channel created = writer.create(JsonFields.parse(body.toString()), now());
            String secret = created.secrets().isEmpty()
                    ? null
                    : created.secrets().getFirst().text();
            return ConsoleResource.html(201, Templates.channel(page(created, "", null, secret, null)));
        });
    }

    private static void putTarget(ObjectNode body, String type, String target) {
        if (type.equals(ChannelType.EMAIL.wireName())) {
            Arrays.stream(target.split("[,;\\s]+"))
                    .filter(each -> !each.isEmpty())
                    .forEach(body.putArray("to")::add);
        } else if (!target.isEmpty()) {
            body.put("url", target);
        }
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id, @Context UriInfo request) {
        return shown(() -> {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.required("tenant", "channels are one tenant's own");
            String state = parameters.single("state").orElse("");
            Optional<String> before = parameters.single("before");
            parameters.refuseOthers();
            Channel channel = channels.find(tenant, QueryParameters.uuid("id", id));
            Long number = before.filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .orElse(null);
            return ConsoleResource.html(200, Templates.channel(page(channel, state, number, null, null)));
        });
    }

    private ChannelPages.One page(
            Channel channel, String state, @Nullable Long before, @Nullable String secret, @Nullable String trial) {
        Instant now = clock.instant();
        List<Delivery> found =
                deliveries.latest(channel.tenant(), channel.id(), state.isEmpty() ? null : state, before, ROWS + 1);
        List<Delivery> page = found.subList(0, Math.min(ROWS, found.size()));
        return new ChannelPages.One(
                ChannelViews.row(channel, deliveries.queues(channel.tenant()).get(channel.id()), now),
                channel.tenant(),
                null,
                secret,
                trial,
                ChannelViews.manner(channel, now),
                state,
                page.stream().map(ChannelViews::told).toList(),
                found.size() > ROWS
                        ? path(channel.id(), channel.tenant()) + "&state=" + encoded(state) + "&before="
                                + page.getLast().number()
                        : null);
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response attempt(
            @PathParam("id") String id,
            @FormParam("tenant") String tenant,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return shown(() -> {
            refuseOtherSites(site, origin, host);
            UUID channel = QueryParameters.uuid("id", id);
            String trial = ChannelViews.trial(trials.attempt(tenant, channel));
            return ConsoleResource.html(
                    200, Templates.channel(page(channels.find(tenant, channel), "", null, null, trial)));
        });
    }

    /** One delivery, or all dead letters where none is named. */
    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response retry(
            @PathParam("id") String id,
            @FormParam("tenant") String tenant,
            @FormParam("delivery") @Nullable String delivery,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return shown(() -> {
            refuseOtherSites(site, origin, host);
            UUID channel = QueryParameters.uuid("id", id);
            if (delivery == null) {
                retries.retryDead(tenant, channel, now());
            } else {
                retries.retry(tenant, channel, QueryParameters.uuid("delivery", delivery), now());
            }
            job.wake();
            return Response.seeOther(URI.create(path(channel, tenant))).build();
        });
    }

    private Response listed(Supplier<Response> page) {
        try {
            return page.get();
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.channels(new ChannelPages.Listed("", List.of(), List.of(), problem.detail(), List.of())));
        }
    }

    private static Response shown(Supplier<Response> page) {
        try {
            return page.get();
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.channel(new ChannelPages.One(
                            null, "", problem.detail(), null, null, List.of(), "", List.of(), null)));
        }
    }

    private static void refuseOtherSites(@Nullable String site, @Nullable String origin, String host) {
        OtherSites.refuse(site, origin, host, "use this console, or /v1/channels");
    }

    private static String path(UUID channel, String tenant) {
        return "/channels/" + channel + "?tenant=" + encoded(tenant);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
