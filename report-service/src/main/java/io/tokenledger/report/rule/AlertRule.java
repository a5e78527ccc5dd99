package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.alert.Subject;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in one tenant's books.
 *
 * @param revision 1 at first, one more with every change
 * @param scope values by dimension; none: all of the tenant
 * @param condition what is too much
 * @param channels that are told
 * @param enabled whether it is looked for
 * @param archivedAt null: not archived
 */
public record AlertRule(
        UUID id,
        String tenant,
        int revision,
        String name,
        Map<String, List<String>> scope,
        Condition condition,
        Severity severity,
        List<UUID> channels,
        boolean enabled,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant archivedAt) {
    public AlertRule {
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
        channels = List.copyOf(channels);
    }

    boolean isLookedFor() {
        return enabled && archivedAt == null;
    }

    Subject subject() {
        return new Subject("rule", id, name);
    }

    /** What is crossed, as it stands in the keys of its alerts. */
    String crossed() {
        return condition.text() + (scope.isEmpty() ? "" : " of " + scope);
    }

    AlertKey key(Instant periodStart) {
        return new AlertKey(tenant, condition.kind(), id, crossed(), periodStart);
    }

    /** The same for one of several things that can be so in one period. */
    AlertKey key(String which, Instant periodStart) {
        return new AlertKey(tenant, condition.kind(), id, crossed() + ": " + which, periodStart);
    }

    /** Whether an alert was found by what the rule takes for too much now. */
    boolean isOf(Alert alert) {
        String rule = alert.finding().key().rule();
        return rule.equals(crossed()) || rule.startsWith(crossed() + ": ");
    }

    /** What it is about, as filters of a report: the tenant and the scope. */
    List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Dimension.Attribute.TENANT, List.of(tenant)));
        scope.forEach((dimension, values) -> filters.add(new Filter(Dimension.named(dimension), values)));
        return filters;
    }
}
