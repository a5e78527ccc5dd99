package io.tokenledger.report.chargeback;

import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures that each line is held against: of another time, or by another organisation. Pure. */
final class Beside {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_PLACES = 2;

    private final Map<List<@Nullable String>, Usage> groups = new HashMap<>();
    private final Usage total;

    Beside(List<UsageRow> rows) {
        rows.forEach(row -> groups.put(row.group(), row.usage()));
        this.total = UsageRow.total(rows);
    }

    /** The rows, and a row without usage for every group that is here alone: so that both sides are complete. */
    List<UsageRow> completed(List<UsageRow> rows) {
        Set<List<@Nullable String>> missing = new HashSet<>(groups.keySet());
        rows.forEach(row -> missing.remove(row.group()));
        List<UsageRow> completed = new ArrayList<>(rows);
        missing.forEach(group -> completed.add(new UsageRow(group, Usage.NONE)));
        return completed;
    }

    /** Of the group; none where it was not used. */
    Usage of(UsageRow row) {
        return groups.getOrDefault(row.group(), Usage.NONE);
    }

    Usage total() {
        return total;
    }

    /** How much more it costs, in 1e-12 of the currency; empty where one of both is not known. */
    static Optional<BigInteger> changePico(Usage now, Usage other) {
        return now.knownCostPico().flatMap(nowPico -> other.knownCostPico().map(nowPico::subtract));
    }

    /** The change as a percentage of the other; null where there is nothing to take it of. */
    static @Nullable String percent(Usage now, Usage other) {
        BigInteger base = other.pricedCostPico();
        if (base.signum() == 0) {
            return null;
        }
        return changePico(now, other)
                .map(change -> new BigDecimal(change)
                        .multiply(HUNDRED)
                        .divide(new BigDecimal(base.abs()), PERCENT_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString())
                .orElse(null);
    }
}
