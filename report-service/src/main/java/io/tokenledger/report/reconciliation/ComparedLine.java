package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of bill and books side by side, and how much of its variance is not accounted for yet. */
final class ComparedLine {
    private static final int PLACES = 40;

    final ComparedKey key;
    final List<UUID> vendorRows = new ArrayList<>();
    final SortedSet<String> ledgerModels = new TreeSet<>();
    private BigInteger billed = BigInteger.ZERO;
    private BigInteger booked = BigInteger.ZERO;
    private BigInteger tolerance = BigInteger.ZERO;
    private int costRows;
    private int costRowsWithQuantity;
    private int usageRows;
    private BigDecimal quantityOfCosts = BigDecimal.ZERO;
    private BigDecimal quantityOfUsage = BigDecimal.ZERO;
    private BigDecimal bookedQuantity = BigDecimal.ZERO;
    private BigDecimal pricedQuantity = BigDecimal.ZERO;
    private boolean quantityIsNone;
    private BigInteger rest = BigInteger.ZERO;
    private BigDecimal difference = BigDecimal.ZERO;

    ComparedLine(ComparedKey key) {
        this.key = key;
    }

    void bill(BilledRow row) {
        vendorRows.add(row.key());
        if (row.amountPico() == null) {
            usageRows++;
            quantityOfUsage = quantityOfUsage.add(row.quantity() == null ? BigDecimal.ZERO : row.quantity());
            return;
        }
        costRows++;
        billed = billed.add(row.amountPico());
        tolerance = tolerance.add(row.roundedPico());
        if (row.quantity() != null) {
            costRowsWithQuantity++;
            quantityOfCosts = quantityOfCosts.add(row.quantity());
        }
    }

    void book(BookedCell cell) {
        BigDecimal quantity = BigDecimal.valueOf(cell.quantity());
        bookedQuantity = bookedQuantity.add(quantity);
        ledgerModels.add(cell.model());
        if (cell.costPico() != null) {
            booked = booked.add(cell.costPico());
            pricedQuantity = pricedQuantity.add(quantity);
        }
    }

    boolean hasMoney() {
        return costRows > 0;
    }

    boolean isBilled() {
        return costRows > 0 || usageRows > 0;
    }

    /** Units that the vendor says; null: it says none. Quantities beside the money count before those of usage reports. */
    @Nullable
    BigDecimal billedQuantity() {
        if (costRows > 0 && costRowsWithQuantity == costRows) {
            return quantityOfCosts;
        }
        if (usageRows > 0) {
            return quantityOfUsage;
        }
        return quantityIsNone ? BigDecimal.ZERO : null;
    }

    /** The vendor tells the quantities of its lines, and this one is not among them. */
    void nothingWasBilled() {
        quantityIsNone = true;
    }

    /** Begins to take the variance apart. */
    void open() {
        rest = billed.subtract(booked);
        BigDecimal quantity = billedQuantity();
        difference = quantity == null ? BigDecimal.ZERO : quantity.subtract(bookedQuantity);
    }

    /** Units billed beyond those booked that are not accounted for yet; negative: booked beyond those billed. */
    BigDecimal difference() {
        return difference;
    }

    BigInteger rest() {
        return rest;
    }

    /** No more than what rounding may leave. */
    boolean isWithinRounding() {
        return rest.abs().compareTo(tolerance) <= 0;
    }

    /**
     * Accounts for so many units of the difference, at the unit price in the books, or, where nothing is booked at a price, at
     * the one of the bill.
     *
     * @return what they cost, signed as they are, rounded half-even to a pico
     */
    BigInteger take(BigDecimal units) {
        BigDecimal money = pricedQuantity.signum() != 0
                ? units.multiply(new BigDecimal(booked)).divide(pricedQuantity, PLACES, RoundingMode.HALF_EVEN)
                : atPriceOfBill(units);
        BigInteger pico = money.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        difference = difference.subtract(units);
        rest = rest.subtract(pico);
        tolerance = tolerance.add(BigInteger.ONE);
        return pico;
    }

    private BigDecimal atPriceOfBill(BigDecimal units) {
        BigDecimal quantity = billedQuantity();
        return quantity == null || quantity.signum() == 0
                ? BigDecimal.ZERO
                : units.multiply(new BigDecimal(billed)).divide(quantity, PLACES, RoundingMode.HALF_EVEN);
    }

    /** A piece of this line's variance. */
    PartRow row(Part part, String fromMeter, String fromTier, @Nullable BigDecimal quantity, BigInteger amount) {
        return new PartRow(
                part,
                key,
                fromMeter,
                fromTier,
                "",
                quantity,
                billedQuantity(),
                bookedQuantity,
                billed,
                booked,
                amount,
                List.copyOf(vendorRows),
                List.copyOf(ledgerModels));
    }
}
