package io.tokenledger.report.console;

import io.tokenledger.report.chargeback.Chargeback;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of the page: usage and cost by a dimension, to the cent.
 *
 * @param dimension as in {@code group_by}: the first one, where there are several
 * @param lines the highest cost first
 * @param rest the lines that are left out, together; null where all are shown
 * @param rounding what the rounded lines lack to the total; null where they add up
 */
public record Breakdown(
        String dimension,
        List<Line> lines,
        @Nullable Line rest,
        @Nullable String rounding,
        Line total,
        String csvUrl) {
    private static final int MAX_LINES = 40;

    /**
     * A row, ready to be shown.
     *
     * @param name null: not attributed
     * @param cost null: not known, because nothing of it has a price
     * @param costShare in percent of the total, rounded down, for the bar
     */
    public record Line(
            @Nullable String name,
            String requests,
            String inputTokens,
            String cachedInputTokens,
            String outputTokens,
            String reasoningTokens,
            String unpricedRequests,
            boolean unpriced,
            @Nullable String cost,
            int costShare) {}

    static Breakdown of(Chargeback chargeback, String csvUrl) {
        List<UsageRow> rows = chargeback.lines();
        List<UsageRow> shown = rows.size() > MAX_LINES ? rows.subList(0, MAX_LINES) : rows;
        List<UsageRow> leftOut = rows.subList(shown.size(), rows.size());
        Usage total = chargeback.total();
        return new Breakdown(
                chargeback.query().groupByNames().getFirst(),
                shown.stream()
                        .map(row -> line(name(row.group()), row.usage(), total))
                        .toList(),
                leftOut.isEmpty() ? null : line(leftOut.size() + " more", UsageRow.total(leftOut), total),
                leftOut.isEmpty() && chargeback.rounding().signum() != 0
                        ? chargeback.rounding().toPlainString()
                        : null,
                line("Total", total, total),
                csvUrl);
    }

    private static @Nullable String name(List<@Nullable String> group) {
        String name = group.stream().filter(Objects::nonNull).collect(Collectors.joining(" · "));
        return name.isEmpty() ? null : name;
    }

    private static Line line(@Nullable String name, Usage usage, Usage total) {
        return new Line(
                name,
                count(usage.requests()),
                count(usage.inputTokens()),
                count(usage.cachedInputTokens()),
                count(usage.outputTokens()),
                count(usage.reasoningTokens()),
                count(usage.unpricedRequests()),
                usage.unpricedRequests() != 0,
                usage.knownCostPico().map(Money::toTheCent).orElse(null),
                share(usage.pricedCostPico(), total.pricedCostPico(), 100));
    }

    /** {@code part} of {@code whole}, in so many equal steps, rounded down. */
    static int share(BigInteger part, BigInteger whole, int steps) {
        if (part.signum() <= 0 || whole.signum() <= 0) {
            return 0;
        }
        return part.multiply(BigInteger.valueOf(steps))
                .divide(whole)
                .min(BigInteger.valueOf(steps))
                .intValueExact();
    }

    /** With thousands separated. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
