package io.tokenledger.report.reconciliation;

import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bill and the books beside it, written down line by line: of model m on the first of October where nothing else is said. */
final class Bill {
    static final LocalDate DAY = LocalDate.of(2026, 10, 1);

    final List<BilledRow> billed = new ArrayList<>();
    final List<BookedCell> booked = new ArrayList<>();
    private final BigInteger rounded;

    /** @param places that the bill is written with */
    Bill(int places) {
        this.rounded = new Writing(places, 100, false).mostRoundedPico();
    }

    /** Billed: a quantity and an amount in dollars. */
    Bill bills(String meter, String tier, @Nullable String quantity, String amount) {
        return row(new LineMeaning("m", meter, tier), "m, " + meter, quantity, amount);
    }

    /** Billed: money of something else. */
    Bill bills(@Nullable LineMeaning meaning, String lineItem, String amount) {
        return row(meaning, lineItem, null, amount);
    }

    private Bill row(@Nullable LineMeaning meaning, String lineItem, @Nullable String quantity, String amount) {
        billed.add(new BilledRow(
                new UUID(0, billed.size()),
                DAY,
                lineItem,
                meaning,
                "",
                quantity == null ? null : new BigDecimal(quantity),
                Money.pico(amount),
                rounded));
        return this;
    }

    /** A line of a usage report. */
    Bill used(String meter, String tier, String quantity) {
        billed.add(new BilledRow(
                new UUID(1, billed.size()),
                DAY,
                "m, " + meter,
                new LineMeaning("m", meter, tier),
                "",
                new BigDecimal(quantity),
                null,
                rounded));
        return this;
    }

    /** Booked: so many units at so many dollars for a million. */
    Bill books(String meter, String tier, long quantity, String dollarsPerMillion) {
        BigInteger cost = new BigDecimal(dollarsPerMillion)
                .movePointRight(6)
                .toBigIntegerExact()
                .multiply(BigInteger.valueOf(quantity));
        booked.add(new BookedCell(BookedCell.Sort.USAGE, DAY, "", "m", tier, meter, quantity, cost));
        return this;
    }

    /** Booked: usage without a price. */
    Bill booksUnpriced(String meter, long quantity) {
        booked.add(new BookedCell(BookedCell.Sort.USAGE, DAY, "", "m", "standard", meter, quantity, null));
        return this;
    }

    /** Booked: money that is no usage. */
    Bill books(BookedCell.Sort sort, String amount) {
        booked.add(new BookedCell(sort, DAY, "", "m", "standard", "", 0, Money.pico(amount)));
        return this;
    }

    /** Compared: part, line, from what, quantity, amount. */
    List<String> compared() {
        return Comparison.of(billed, booked, _ -> null).rows().stream()
                .map(row -> row.part().wireName() + " "
                        + String.join(
                                        " ",
                                        List.of(
                                                row.fromMeter() + row.fromTier(),
                                                row.key().serviceTier(),
                                                row.key().meter(),
                                                row.lineItem(),
                                                row.quantity() == null
                                                        ? ""
                                                        : row.quantity().toPlainString(),
                                                Money.exact(row.amountPico())))
                                .replaceAll(" +", " ")
                                .strip())
                .toList();
    }
}
