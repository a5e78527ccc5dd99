package io.tokenledger.report.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An alert as it is sent. */
@Schema(name = "Alert")
public record AlertJson(
        UUID id,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "budget_threshold") String kind,

        @Schema(enumeration = {"info", "warning", "critical"})
        String severity,

        @Schema(enumeration = {"firing", "resolved"}) String state,

        @Schema(examples = "Budget 'search' crossed 80 % of 1,000.00 USD")
        String title,

        String text,
        SubjectJson subject,

        @Schema(description = "What was crossed", examples = "0.8 of 1000 USD")
        String rule,

        @Schema(description = "Values by dimension; none: all of the tenant")
        Map<String, List<String>> scope,

        @Schema(description = "Null: it is about no period") @Nullable
        PeriodJson period,

        @Schema(description = "As it was found last: exact decimals, instants, names")
        Map<String, String> figures,

        Instant since,

        @Schema(description = "Null: no single event crossed it") @Nullable
        CrossingJson crossing,

        @Schema(description = "Largest first") List<Contributor> contributors,
        List<UUID> channels,
        Instant firedAt,
        @Schema(description = "Null: it fires") @Nullable DoneJson resolved,

        @Schema(description = "Null: nobody looks after it") @Nullable
        DoneJson acknowledged,

        @Schema(description = "Null: not silenced now") @Nullable
        SilenceJson silenced,

        int timesReopened,
        Instant updatedAt,
        @Schema(description = "Into the console") String link) {

    @Schema(name = "AlertSubject")
    public record SubjectJson(
            @Schema(enumeration = {"budget", "rule"}) String type, UUID id, String name) {}

    @Schema(name = "AlertPeriod")
    public record PeriodJson(Instant from, Instant to, String timezone) {}

    @Schema(name = "AlertCrossing")
    public record CrossingJson(String source, String id, Instant occurredAt) {}

    /** Something that was done, or found out.
     *
     * @param by null: it was found out
     */
    @Schema(name = "AlertDone")
    public record DoneJson(Instant at, @Nullable String by, String why) {}

    @Schema(name = "AlertSilence")
    public record SilenceJson(Instant until, String by, String why) {}

    /** One thing that happened to an alert. */
    @Schema(name = "AlertEvent")
    public record EventJson(
            @Schema(enumeration = {"fired", "reopened", "acknowledged", "silenced", "unsilenced", "resolved"})
            String event,

            Instant at,

            @Schema(description = "Null: it was found out") @Nullable
            String by,

            @Nullable String why,
            @Schema(description = "Of a silence") @Nullable Instant until,

            @Schema(description = "Whether it was queued for the alert's channels")
            boolean told) {}

    /** One alert with all that happened to it. */
    @Schema(name = "AlertWithEvents")
    public record Lived(
            AlertJson alert,
            List<EventJson> events,

            @Schema(description = "What became of what its channels were to tell, a link for each")
            List<String> deliveries) {}

    /** Some alerts. */
    @Schema(name = "Alerts")
    public record Page(
            List<AlertJson> alerts,

            @Schema(description = "For ?cursor=; null: nothing comes behind") @Nullable
            UUID nextCursor) {}

    static Lived of(AlertReader.Lived lived, AlertNotices notices, Instant now) {
        return new Lived(
                of(lived.alert(), notices, now),
                lived.events().stream().map(AlertJson::event).toList(),
                deliveries(lived.alert()));
    }

    private static List<String> deliveries(Alert alert) {
        String tenant = URLEncoder.encode(alert.tenant(), StandardCharsets.UTF_8);
        return alert.finding().channels().stream()
                .map(channel -> "/v1/channels/" + channel + "/deliveries?tenant=" + tenant)
                .toList();
    }

    static AlertJson of(Alert alert, AlertNotices notices, Instant now) {
        Finding finding = alert.finding();
        AlertLife life = alert.life();
        AlertText words = new AlertText(finding);
        return new AlertJson(
                alert.id(),
                alert.tenant(),
                alert.kind().wireName(),
                finding.severity().wireName(),
                life.state(),
                words.title(),
                words.text(notices.link(finding)),
                new SubjectJson(
                        finding.subject().type(),
                        finding.subject().id(),
                        finding.subject().name()),
                finding.key().rule(),
                finding.scope(),
                Optional.ofNullable(finding.period())
                        .map(period -> new PeriodJson(
                                period.from(), period.to(), period.zone().getId()))
                        .orElse(null),
                finding.figures(),
                finding.since(),
                Optional.ofNullable(finding.crossing())
                        .map(one -> new CrossingJson(one.source(), one.id(), one.occurredAt()))
                        .orElse(null),
                finding.contributors(),
                finding.channels(),
                life.firedAt(),
                Optional.ofNullable(life.resolved())
                        .map(done -> new DoneJson(done.at(), null, done.why()))
                        .orElse(null),
                Optional.ofNullable(life.acknowledged())
                        .map(done -> new DoneJson(done.at(), done.by(), done.note()))
                        .orElse(null),
                Optional.ofNullable(life.silence())
                        .filter(_ -> life.silencedAt(now))
                        .map(silence -> new SilenceJson(silence.until(), silence.by(), silence.why()))
                        .orElse(null),
                life.timesReopened(),
                life.updatedAt(),
                notices.link(finding));
    }

    private static EventJson event(AlertEvent event) {
        return new EventJson(
                event.what().wireName(),
                event.at(),
                event.by().isEmpty() ? null : event.by(),
                event.why().isEmpty() ? null : event.why(),
                event.until(),
                event.told());
    }
}
