package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same sums per hour or per day of UTC; always equal to the sum of its quarters of an hour. */
final class CoarseRollup {
    private static final long HOUR_SECONDS = 60 * 60;

    private final long bucketSeconds;
    private final String upsert;

    private CoarseRollup(long bucketSeconds, String upsert) {
        this.bucketSeconds = bucketSeconds;
        this.upsert = upsert;
    }

    static CoarseRollup hours() {
        return new CoarseRollup(HOUR_SECONDS, UsageRollup.upsert("ledger.usage_rollup_hour"));
    }

    static CoarseRollup days() {
        return new CoarseRollup(24 * HOUR_SECONDS, UsageRollup.upsert("ledger.usage_rollup_day"));
    }

    void add(Connection connection, List<RollupDelta> deltas) throws SQLException {
        Map<UsageRollup.Key, UsageSums> buckets = new HashMap<>();
        for (RollupDelta delta : deltas) {
            buckets.computeIfAbsent(bucketOf(delta.key()), _ -> new UsageSums()).add(delta.sums());
        }
        var rows = new ColumnArrays<>(
                connection,
                buckets.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(UsageRollup.Key.ORDER))
                        .toList());
        UsageRollup.Key.columns(rows, Map.Entry::getKey);
        UsageSums.columns(rows, Map.Entry::getValue);
        rows.run(upsert);
    }

    private UsageRollup.Key bucketOf(UsageRollup.Key quarter) {
        long second = quarter.bucketStart();
        return new UsageRollup.Key(
                quarter.tenant(),
                second - Math.floorMod(second, bucketSeconds),
                quarter.dimensionId(),
                quarter.currency());
    }
}
