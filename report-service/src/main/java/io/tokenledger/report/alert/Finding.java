package io.tokenledger.report.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has found to be so.
 *
 * @param scope values by dimension that it is about; none: all of the tenant
 * @param period null where it is about no period
 * @param figures what the text says, by name, in order: exact decimals, instants, names. Amounts come with their
 *     {@code currency}; {@code spent}, {@code limit}, {@code percent}, {@code forecast}, {@code exhausted_at} and so on
 * @param since when it became so, as well as that is known
 * @param crossing the event that crossed the threshold; null where no single one did
 * @param contributors the top ones, largest first
 * @param channels that are to be told
 */
public record Finding(
        AlertKey key,
        Severity severity,
        Subject subject,
        Map<String, List<String>> scope,
        @Nullable AlertPeriod period,
        Map<String, String> figures,
        Instant since,
        @Nullable CrossingEvent crossing,
        List<Contributor> contributors,
        List<UUID> channels) {
    public Finding {
        scope = Map.copyOf(scope);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        contributors = List.copyOf(contributors);
        channels = List.copyOf(channels);
    }
}
