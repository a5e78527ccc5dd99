package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a rule from the body of a request. Pure. */
final class RuleForm {
    private static final int MOST_CHANNELS = 20;
    /** Named as in the body, for what is said of it. */
    private static final JsonFields NO_CONDITION =
            Objects.requireNonNull(JsonFields.parse("{\"condition\":{}}").object("condition"));

    private RuleForm() {}

    /** The rule described, under a new id. */
    static AlertRule create(JsonFields body, UUID id, Instant now) {
        body.onlyOf("tenant", "name", "kind", "scope", "condition", "severity", "channels", "enabled");
        AlertKind kind = oneOf(body, "kind", AlertKind.values(), null);
        return read(body, id, body.storableText("tenant"), 1, kind, now, now);
    }

    /**
     * The rule as it is to be from now on, as a whole; its tenant and its kind stay.
     *
     * @throws io.tokenledger.report.problem.ReportProblem where the body names another revision than the one that there is
     */
    static AlertRule change(JsonFields body, AlertRule before, Instant now) {
        body.onlyOf("tenant", "name", "kind", "scope", "condition", "severity", "channels", "enabled", "revision");
        BigDecimal revision = body.decimal("revision", "1", "1000000000");
        if (revision != null && revision.compareTo(BigDecimal.valueOf(before.revision())) != 0) {
            throw ReportError.ALERT_RULE_CHANGED.because("revision is " + revision.toPlainString()
                    + ", and the rule is at " + before.revision() + ": read it again");
        }
        refuseAnother(body, "tenant", before.tenant());
        refuseAnother(body, "kind", before.condition().kind().wireName());
        return read(
                body,
                before.id(),
                before.tenant(),
                before.revision() + 1,
                before.condition().kind(),
                before.createdAt(),
                now);
    }

    private static AlertRule read(
            JsonFields body, UUID id, String tenant, int revision, AlertKind kind, Instant createdAt, Instant now) {
        JsonFields given = body.object("condition");
        Condition condition = ConditionForm.read(kind, given == null ? NO_CONDITION : given);
        return new AlertRule(
                id,
                tenant,
                revision,
                body.storableText("name"),
                scope(body, kind),
                condition,
                oneOf(body, "severity", Severity.values(), Severity.WARNING),
                channels(body),
                !body.has("enabled") || body.flag("enabled"),
                createdAt,
                now,
                null);
    }

    private static void refuseAnother(JsonFields body, String field, String is) {
        if (body.has(field) && !body.isText(field, is)) {
            throw ReportError.FIELD_INVALID.because(
                    field + " of a rule never changes, and is '" + is + "': create another rule");
        }
    }

    private static Map<String, List<String>> scope(JsonFields body, AlertKind kind) {
        Map<String, List<String>> scope = new TreeMap<>();
        JsonFields given = body.object("scope");
        if (given == null) {
            return scope;
        }
        for (String name : given.names()) {
            scope.put(name, values(given, name, kind));
        }
        return scope;
    }

    private static List<String> values(JsonFields given, String name, AlertKind kind) {
        if (kind == AlertKind.REJECTED_SHARE || kind == AlertKind.LEDGER_DRIFT) {
            throw ReportError.FIELD_INVALID.because(
                    given.name(name) + ": a rule of kind " + kind.wireName() + " is about all of a tenant");
        }
        List<String> values = given.texts(name);
        if (values.isEmpty()) {
            throw ReportError.FIELD_INVALID.because(given.name(name) + " is empty: it would hold nothing");
        }
        Filter filter = new Filter(Dimension.named(name), values);
        if (filter.dimension() == Dimension.Attribute.TENANT) {
            throw ReportError.FIELD_INVALID.because("scope.tenant: whose rule it is stands in 'tenant'");
        }
        if (kind == AlertKind.INGEST_SILENT && filter.dimension().onlyInEntries()) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because(given.name(name)
                    + ": silence is looked for by what every booking says of itself, which is no user and no tag");
        }
        return filter.values();
    }

    private static List<UUID> channels(JsonFields body) {
        List<UUID> channels = body.texts("channels").stream()
                .map(text -> QueryParameters.uuid("channels[]", text))
                .distinct()
                .toList();
        if (channels.size() > MOST_CHANNELS) {
            throw ReportError.FIELD_INVALID.because(
                    "channels has " + channels.size() + ": at most " + MOST_CHANNELS + " are told");
        }
        return channels;
    }

    private static <T extends Enum<T>> T oneOf(JsonFields body, String field, T[] values, @Nullable T otherwise) {
        if (otherwise != null && !body.has(field)) {
            return otherwise;
        }
        String text = body.requiredText(field);
        return Stream.of(values)
                .filter(value -> wireName(value).equals(text))
                .findFirst()
                .orElseThrow(() -> ReportError.FIELD_INVALID.because(body.name(field) + " is '" + text + "': one of "
                        + String.join(
                                ", ", Stream.of(values).map(RuleForm::wireName).toList()) + " is expected"));
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
