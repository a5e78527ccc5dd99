package io.tokenledger.report.usage;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.problem.ReportError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that usage can be grouped by. Its SQL comes from here and never from a request. */
public sealed interface Dimension {
    /** As in {@code group_by=}, and as the key in an answer's {@code group}. */
    String wireName();

    /** Whether only single entries hold it, and not the sums by quarter of an hour. */
    boolean onlyInEntries();

    /** Who used what: a column of the published views, null where it was not said. */
    enum Attribute implements Dimension {
        TENANT("tenant"),
        TEAM("team"),
        PROJECT("project"),
        APP("app"),
        ENVIRONMENT("environment"),
        USER("user_id"),
        PROVIDER("provider"),
        MODEL("model"),
        SERVICE_TIER("service_tier"),
        REASONING_EFFORT("reasoning_effort"),
        REGION("region");

        private final String column;

        Attribute(String column) {
            this.column = column;
        }

        public String column() {
            return column;
        }

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean onlyInEntries() {
            return this == USER;
        }
    }

    /** When: an interval of the calendar in the report's zone. */
    record Calendar(Interval interval) implements Dimension {
        @Override
        public String wireName() {
            return interval.wireName();
        }

        @Override
        public boolean onlyInEntries() {
            return false;
        }
    }

    /** A tag that the event carried under this key. */
    record Tag(String key) implements Dimension {
        @Override
        public String wireName() {
            return TAG_PREFIX + key;
        }

        @Override
        public boolean onlyInEntries() {
            return true;
        }
    }

    /** What stands before a tag's key. */
    String TAG_PREFIX = "tag.";

    /** The dimension of this name. */
    static Dimension named(String name) {
        if (name.startsWith(TAG_PREFIX) && name.length() > TAG_PREFIX.length()) {
            return new Tag(name.substring(TAG_PREFIX.length()));
        }
        if (name.equals("cost_center")) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because(
                    "cost_center is known to chargeback alone: usage is held by team, project, app and the like");
        }
        return fixed().filter(dimension -> dimension.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ReportError.DIMENSION_UNKNOWN.because("dimension '" + name + "' is none of "
                        + fixed().map(Dimension::wireName).collect(Collectors.joining(", ")) + ", tag.<key>"));
    }

    private static Stream<Dimension> fixed() {
        return Stream.concat(
                Arrays.stream(Attribute.values()),
                Arrays.stream(Interval.values()).map(Calendar::new));
    }
}
