package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What some usage has in common: all that its price hangs on, and all that swaps and groups ask for.
 *
 * @param values by dimension; null: not attributed
 */
record UsageKind(Map<Dimension, @Nullable String> values) {
    UsageKind {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Nullable
    String value(Dimension dimension) {
        return values.get(dimension);
    }

    String tenant() {
        return required(Attribute.TENANT);
    }

    String provider() {
        return required(Attribute.PROVIDER);
    }

    String model() {
        return required(Attribute.MODEL);
    }

    String serviceTier() {
        return required(Attribute.SERVICE_TIER);
    }

    @Nullable
    String reasoningEffort() {
        return value(Attribute.REASONING_EFFORT);
    }

    /** As the price book writes it: empty where it is not known. */
    String region() {
        return Objects.requireNonNullElse(value(Attribute.REGION), "");
    }

    /** The same with a value more. */
    UsageKind with(Dimension dimension, @Nullable String value) {
        Map<Dimension, @Nullable String> more = new LinkedHashMap<>(values);
        more.put(dimension, value);
        return new UsageKind(more);
    }

    private String required(Dimension dimension) {
        return Objects.requireNonNull(value(dimension), dimension.wireName());
    }
}
