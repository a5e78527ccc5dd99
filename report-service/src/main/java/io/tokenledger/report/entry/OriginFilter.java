package io.tokenledger.report.entry;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which attributions pass filters. Pure. */
final class OriginFilter {
    private OriginFilter() {}

    /** Whether it looks at the attribution that entries share, and not at a user or a tag. */
    static boolean isOfOrigin(Filter filter) {
        return filter.dimension() instanceof Dimension.Attribute attribute && attribute != Dimension.Attribute.USER;
    }

    /** Whether it passes all filters that look at it. */
    static boolean passes(EntryOrigin origin, List<Filter> filters) {
        return filters.stream().filter(OriginFilter::isOfOrigin).allMatch(filter -> {
            String value = value(origin, (Dimension.Attribute) filter.dimension());
            return filter.values().contains(value == null ? "" : value);
        });
    }

    private static @Nullable String value(EntryOrigin origin, Dimension.Attribute attribute) {
        return switch (attribute) {
            case TEAM -> origin.team();
            case PROJECT -> origin.project();
            case APP -> origin.app();
            case ENVIRONMENT -> origin.environment();
            case PROVIDER -> origin.provider();
            case MODEL -> origin.model();
            case SERVICE_TIER -> origin.serviceTier();
            case REASONING_EFFORT -> origin.reasoningEffort();
            case REGION -> origin.region();
            case TENANT, USER -> throw new IllegalArgumentException(attribute + " is not of an attribution");
        };
    }
}
