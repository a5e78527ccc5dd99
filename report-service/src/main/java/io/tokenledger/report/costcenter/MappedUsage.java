package io.tokenledger.report.costcenter;

import io.tokenledger.report.usage.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage with the same attributes that belongs to the same cost centre.
 *
 * @param attributes by {@link Condition#subject()}; what it does not say is null
 */
record MappedUsage(Map<String, @Nullable String> attributes, String costCenter, Usage usage) {
    boolean isUnattributed() {
        return costCenter.equals(Attribution.UNATTRIBUTED);
    }
}
