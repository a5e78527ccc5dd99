package io.tokenledger.report.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as it is sent. */
@Schema(name = "AlertRule")
public record RuleJson(
        UUID id,
        @Schema(examples = "acme") String tenant,
        @Schema(description = "One more with every change") int revision,
        @Schema(examples = "search is unusual") String name,

        @Schema(enumeration = {"spend_anomaly", "unpriced_share", "rejected_share", "ledger_drift", "ingest_silent"})
        String kind,

        @Schema(description = "Values by dimension; none: all of the tenant", examples = "{\"team\":[\"search\"]}")
        Map<String, List<String>> scope,

        @Schema(description = "What is too much, by kind: docs/alerts.md")
        Map<String, Object> condition,

        @Schema(enumeration = {"info", "warning", "critical"})
        String severity,

        @Schema(description = "That are told") List<UUID> channels,
        boolean enabled,
        Instant createdAt,
        Instant changedAt,
        @Schema(description = "Null: it is not") @Nullable Instant archivedAt) {

    /** The rules of a tenant. */
    @Schema(name = "AlertRules")
    public record All(List<RuleJson> rules) {}

    /** What a rule said last. */
    @Schema(name = "AlertRuleStatus")
    public record StatusJson(
            UUID id,

            @Schema(enumeration = {"quiet", "firing", "unknown", "failed", "never_asked", "not_looked_for"})
            String outcome,

            @Schema(description = "What it saw, or why it says nothing")
            String said,

            @Schema(description = "Figures by name") Map<String, String> saw,
            @Nullable Instant evaluatedAt,

            @Schema(description = "Of the rule that was asked") @Nullable
            Integer revision,

            @Nullable Instant nextAt) {}

    public static RuleJson of(AlertRule rule) {
        return new RuleJson(
                rule.id(),
                rule.tenant(),
                rule.revision(),
                rule.name(),
                rule.condition().kind().wireName(),
                rule.scope(),
                ConditionForm.fields(rule.condition()),
                rule.severity().wireName(),
                rule.channels(),
                rule.enabled(),
                rule.createdAt(),
                rule.changedAt(),
                rule.archivedAt());
    }

    public static StatusJson status(RuleReader.Asked asked) {
        AlertRule rule = asked.rule();
        if (!rule.isLookedFor()) {
            String why = rule.archivedAt() == null ? "it is switched off" : "it was archived at " + rule.archivedAt();
            return new StatusJson(rule.id(), "not_looked_for", why, Map.of(), null, null, null);
        }
        return asked.status()
                .map(status -> new StatusJson(
                        rule.id(),
                        status.outcome().wireName(),
                        status.said(),
                        status.saw(),
                        status.evaluatedAt(),
                        status.revision(),
                        status.nextAt()))
                .orElseGet(() -> new StatusJson(
                        rule.id(), "never_asked", "it is asked within some seconds", Map.of(), null, null, null));
    }
}
