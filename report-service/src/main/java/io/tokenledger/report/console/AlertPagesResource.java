package io.tokenledger.report.console;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.AlertLifeWriter;
import io.tokenledger.report.alert.AlertParameters;
import io.tokenledger.report.alert.AlertQuery;
import io.tokenledger.report.alert.AlertReader;
import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /alerts}: what is firing and what was, one of them (the link that is told), and what is done with it. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
public class AlertPagesResource {
    private static final String REPORT = "console";
    private static final String INSTEAD = "do it from this console, or by POST /v1/alerts";
    private static final int FIRING_ROWS = 500;
    private static final int ROWS = 50;

    private final AlertReader alerts;
    private final AlertLifeWriter lives;
    private final IntakeReader intake;
    private final Clock clock;

    public AlertPagesResource(AlertReader alerts, AlertLifeWriter lives, IntakeReader intake, Clock clock) {
        this.alerts = alerts;
        this.lives = lives;
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            AlertQuery query = AlertParameters.read(parameters, parameters.single("tenant"), ROWS + 1);
            parameters.refuseOthers();
            return ConsoleResource.html(200, Templates.alerts(listed(query)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.alerts(page("", List.of(), "", "", problem.detail(), List.of(), List.of(), null)));
        }
    }

    private AlertPages.Listed listed(AlertQuery query) {
        Instant now = clock.instant();
        String state = query.state().orElse("");
        List<Alert> firing = state.equals("resolved") || query.after().isPresent()
                ? List.of()
                : alerts.latest(query.in("firing").limitedTo(FIRING_ROWS));
        List<Alert> resolved = state.equals("firing") ? List.of() : alerts.latest(query.in("resolved"));
        List<Alert> shown = resolved.subList(0, Math.min(ROWS, resolved.size()));
        String tenant = query.tenant().orElse("");
        String kind = query.kind().map(AlertKind::wireName).orElse("");
        String severity = query.severity().map(Severity::wireName).orElse("");
        return page(
                tenant,
                ConsoleResource.withSelected(intake.tenants(REPORT), tenant),
                kind,
                severity,
                null,
                firing.stream().map(alert -> AlertViews.row(alert, now)).toList(),
                shown.stream().map(alert -> AlertViews.row(alert, now)).toList(),
                resolved.size() > ROWS
                        ? "/alerts?tenant=" + BudgetViews.encoded(tenant) + "&kind=" + kind + "&severity=" + severity
                                + "&state=resolved&cursor=" + shown.getLast().id()
                        : null);
    }

    private static AlertPages.Listed page(
            String tenant,
            List<String> tenants,
            String kind,
            String severity,
            @Nullable String problem,
            List<AlertPages.Row> firing,
            List<AlertPages.Row> resolved,
            @Nullable String next) {
        return new AlertPages.Listed(
                tenant,
                tenants,
                kind,
                Stream.of(AlertKind.values()).map(AlertKind::wireName).toList(),
                severity,
                Stream.of(Severity.values()).map(Severity::wireName).toList(),
                problem,
                firing,
                resolved,
                next);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id) {
        return shown(id, 200, null);
    }

    /** The page of an alert; where a problem is told, with its status. */
    private Response shown(String id, int status, @Nullable String problem) {
        try {
            AlertReader.Lived lived = alerts.find(QueryParameters.uuid("id", id));
            return ConsoleResource.html(status, Templates.alert(AlertViews.one(lived, problem, clock.instant())));
        } catch (ReportProblem unknown) {
            return ConsoleResource.html(
                    unknown.error().httpStatus(), Templates.alert(AlertPages.One.problem(unknown.detail())));
        }
    }

    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response acknowledge(
            @PathParam("id") String id,
            @FormParam("by") @Nullable String by,
            @FormParam("note") @Nullable String note,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return done(id, site, origin, host, alert -> lives.acknowledge(alert, who(by), optional("note", note)));
    }

    @POST
    @Path("{id}/silence")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response silence(
            @PathParam("id") String id,
            @FormParam("hours") @Nullable String hours,
            @FormParam("by") @Nullable String by,
            @FormParam("why") @Nullable String why,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return done(
                id,
                site,
                origin,
                host,
                alert -> lives.silence(alert, clock.instant().plus(hours(hours)), who(by), optional("why", why)));
    }

    @POST
    @Path("{id}/unsilence")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response unsilence(
            @PathParam("id") String id,
            @FormParam("by") @Nullable String by,
            @FormParam("why") @Nullable String why,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        return done(id, site, origin, host, alert -> lives.unsilence(alert, who(by), optional("why", why)));
    }

    private Response done(
            String id, @Nullable String site, @Nullable String origin, String host, Consumer<UUID> doing) {
        try {
            OtherSites.refuse(site, origin, host, INSTEAD);
            UUID alert = QueryParameters.uuid("id", id);
            doing.accept(alert);
            return Response.seeOther(URI.create("/alerts/" + alert)).build();
        } catch (ReportProblem problem) {
            return shown(id, problem.error().httpStatus(), problem.detail());
        }
    }

    private static Duration hours(@Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,3}")) {
            throw ReportError.FIELD_INVALID.because("hours is '" + text + "': a whole number from 1 is expected");
        }
        return Duration.ofHours(Long.parseLong(text));
    }

    private static String who(@Nullable String by) {
        return Optional.ofNullable(by)
                .filter(JsonScalars::isStorable)
                .map(String::strip)
                .orElseThrow(
                        () -> ReportError.FIELD_MISSING.because("by: who does it is to be said, in 500 characters"));
    }

    private static String optional(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return "";
        }
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.FIELD_INVALID.because(
                    field + " has more than 500 characters, or one that cannot be kept");
        }
        return text.strip();
    }
}
