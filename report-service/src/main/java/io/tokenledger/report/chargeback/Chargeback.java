package io.tokenledger.report.chargeback;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for what. Pure.
 *
 * @param lines the highest cost first
 * @param total of the exact lines
 * @param places decimal places that the caller wants amounts rounded to; empty: exact
 */
public record Chargeback(UsageQuery query, List<UsageRow> lines, Usage total, OptionalInt places) {

    /** The chargeback of what the ledger answered to the question. */
    public static Chargeback of(UsageQuery query, List<UsageRow> rows, OptionalInt places) {
        List<UsageRow> lines = rows.stream().sorted(UsageRow.HIGHEST_COST_FIRST).toList();
        return new Chargeback(query, lines, UsageRow.total(lines), places);
    }

    /** A cost as it is to be shown: exact or rounded; null where it is not known. */
    public @Nullable String shown(Usage usage) {
        return usage.knownCostPico().map(this::shown).orElse(null);
    }

    /** An amount in 1e-12 of the currency as it is to be shown: exact or rounded. */
    String shown(BigInteger pico) {
        return places.isPresent() ? Money.rounded(pico, places.getAsInt()).toPlainString() : Money.exact(pico);
    }

    /** What the rounded lines lack to the rounded total, so that both add up; zero where amounts are exact. */
    public BigDecimal rounding() {
        if (places.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal sumOfLines =
                lines.stream().map(line -> rounded(line.usage())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return rounded(total).subtract(sumOfLines);
    }

    private BigDecimal rounded(Usage usage) {
        return Money.rounded(usage.pricedCostPico(), places.orElse(Money.EXACT_PLACES));
    }
}
