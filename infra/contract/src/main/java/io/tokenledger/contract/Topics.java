package io.tokenledger.contract;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Kafka topics of the suite, and how each is to be created. */
public final class Topics {
    /** What applications send: CloudEvents, one or a batch per record. */
    public static final String USAGE_EVENTS = "usage.events.v1";

    /**
     * What the name of a tenant's own topic begins with; the tenant follows. Such a topic is made by the operator, who lets
     * nobody else write to it, and is read like {@link #USAGE_EVENTS}.
     */
    public static final String USAGE_EVENTS_OF_TENANT = USAGE_EVENTS + ".";

    /** Every topic that events come in on: the common one and those of tenants. */
    public static final Pattern EVERY_USAGE_EVENTS = Pattern.compile(Pattern.quote(USAGE_EVENTS) + "(\\..+)?");

    /** Normalised and counted usage, as ingest hands it to pricing: {@link MeteredUsage}. */
    public static final String USAGE_METERED = "usage.metered.v1";

    /** What could not be used, with the reason and without its content: {@link RejectedEvent}. */
    public static final String USAGE_REJECTED = "usage.rejected.v1";

    /** What is told of alerts, keyed by the alert: {@link AlertNotice}. */
    public static final String BUDGET_ALERTS = "budget.alerts.v1";

    /** How far imports of files are, keyed by the import: the latest state of each is kept. Of ingest's own making and use. */
    public static final String USAGE_IMPORTS = "usage.imports.v1";

    /** Largest record a topic takes, in bytes: a too large event must reach ingest to be rejected with a reason. */
    public static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

    /** Largest rejection, in bytes: the payload that goes with it is cut well below. */
    public static final int MAX_REJECTION_BYTES = 4 * 1024 * 1024;

    private static final String SEVEN_DAYS_MILLIS = "604800000";

    /** A topic as it is created: its name, its number of partitions and its broker settings. */
    public record Spec(String name, int partitions, Map<String, String> settings) {}

    /** Every topic the suite needs; the replication factor is the cluster's business. */
    public static final List<Spec> ALL = List.of(
            new Spec(
                    USAGE_EVENTS,
                    4,
                    Map.of("max.message.bytes", "" + MAX_RECORD_BYTES, "retention.ms", SEVEN_DAYS_MILLIS)),
            new Spec(USAGE_METERED, 4, Map.of("retention.ms", SEVEN_DAYS_MILLIS)),
            new Spec(
                    USAGE_REJECTED,
                    1,
                    Map.of("max.message.bytes", "" + MAX_REJECTION_BYTES, "retention.ms", SEVEN_DAYS_MILLIS)),
            new Spec(BUDGET_ALERTS, 1, Map.of("retention.ms", SEVEN_DAYS_MILLIS)),
            new Spec(USAGE_IMPORTS, 1, Map.of("cleanup.policy", "compact")));

    private Topics() {}

    /** Whose topic that is; null where it is nobody's own. */
    public static @Nullable String tenantOf(String topic) {
        return topic.startsWith(USAGE_EVENTS_OF_TENANT) ? topic.substring(USAGE_EVENTS_OF_TENANT.length()) : null;
    }
}
