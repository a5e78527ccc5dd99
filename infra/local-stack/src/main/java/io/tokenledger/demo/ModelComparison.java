package io.tokenledger.demo;

import io.tokenledger.demo.Chargeback.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What the work of o3 would have cost elsewhere and at other times: the same tokens, other prices. */
final class ModelComparison {
    private static final String O3 = "o3";
    private static final String O4_MINI = "o4-mini";

    /** A day after both models came out, and before o3 became cheaper on 2025-06-10. */
    private static final Instant APRIL_2025 = Instant.parse("2025-04-20T00:00:00Z");

    private final Quotes quotes;
    private final Instant now;

    ModelComparison(Quotes quotes, Instant now) {
        this.quotes = quotes;
        this.now = now;
    }

    /** The lines of o3 under its own name and its dated snapshots' of a chargeback by model and service tier. */
    static List<Line> o3(Chargeback byModelAndTier) {
        return byModelAndTier.lines().stream()
                .filter(line -> line.of("model").equals(O3) || line.of("model").startsWith(O3 + "-20"))
                .toList();
    }

    TextTable table(List<Line> o3) throws DemoFailure, InterruptedException {
        BigDecimal today = quotes.cost(o3, O3, now);
        var table = new TextTable(List.of("the same tokens", "cost", "beside o3 today"));
        BigDecimal booked = o3.stream().map(Line::pricedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        table.row("as booked", Figures.dollars(booked), "");
        row(table, "o3 at today's prices", today, today);
        row(table, "o3 at prices of April 2025", quotes.cost(o3, O3, APRIL_2025), today);
        row(table, "o4-mini at today's prices", quotes.cost(o3, O4_MINI, now), today);
        row(table, "o4-mini at prices of April 2025", quotes.cost(o3, O4_MINI, APRIL_2025), today);
        return table;
    }

    private static void row(TextTable table, String what, BigDecimal cost, BigDecimal today) {
        table.row(what, Figures.dollars(cost), Figures.change(today, cost));
    }
}
