package io.tokenledger.report.focus;

import io.tokenledger.pricing.rating.Free;
import io.tokenledger.report.directcost.DirectCell;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.directcost.MeterCell;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Direct costs as rows: what was used of a meter on a day (UTC), what a contract charged, what was corrected. */
final class CellRows {
    /** Decimal places of a list price in pico, which is whole unless a price list changed within the cell. */
    private static final int LIST_PLACES = 6;

    private final PeriodRows period;
    private final UnitPrices prices;
    private final Map<String, MeterUnit> units = new HashMap<>();

    CellRows(PeriodRows period, UnitPrices prices) {
        this.period = period;
        this.prices = prices;
    }

    /** Null: nothing was used and nothing is charged. */
    @Nullable
    FocusRow row(DirectCell cell) {
        BigInteger cost = cell.costPico();
        if (cell.quantity() == 0 && (cost == null || cost.signum() == 0)) {
            return null;
        }
        FocusRow row = CellOrigin.row(period, cell);
        if (cost == null) {
            return unpriced(row, cell);
        }
        BigInteger bookPico = cell.bookPico();
        if (bookPico == null) {
            throw new IllegalArgumentException("a cost of " + cost + " that the books do not know: " + cell);
        }
        if (isMetered(cell.key())) {
            quantity(row, cell);
            if (priced(row, cell, cost, bookPico)) {
                return row;
            }
        }
        return unexplained(row, cell.key(), cost, bookPico);
    }

    private static boolean isMetered(LineKey key) {
        return !key.meter().equals(MeterCell.CORRECTION) && !key.meter().equals(MeterCell.CHARGE);
    }

    /** Nothing is billed for it yet: its cost comes with its price, as a charge of its own. */
    private FocusRow unpriced(FocusRow row, DirectCell cell) {
        tokens(row, cell);
        row.count(FocusColumn.X_UNPRICED_QUANTITY, cell.quantity())
                .text(FocusColumn.CHARGE_CATEGORY, PeriodRows.ADJUSTMENT)
                .text(FocusColumn.CHARGE_FREQUENCY, PeriodRows.ONE_TIME)
                .text(
                        FocusColumn.CHARGE_DESCRIPTION,
                        "Not priced yet, nothing billed so far: " + CellOrigin.described(cell.key()));
        return PeriodRows.withoutUnitPrice(row, BigInteger.ZERO, BigInteger.ZERO);
    }

    private static FocusRow unexplained(FocusRow row, LineKey key, BigInteger cost, BigInteger bookPico) {
        boolean charge = key.kind() == DirectKind.CHARGE;
        row.text(
                        FocusColumn.CHARGE_CATEGORY,
                        charge && bookPico.signum() < 0 ? PeriodRows.CREDIT : PeriodRows.ADJUSTMENT)
                .text(FocusColumn.CHARGE_FREQUENCY, charge ? PeriodRows.RECURRING : PeriodRows.ONE_TIME)
                .text(
                        FocusColumn.CHARGE_DESCRIPTION,
                        (charge ? "Of the contract: " : isFree(key) ? "Free of charge: " : "Corrected: ")
                                + CellOrigin.described(key))
                .text(FocusColumn.PRICING_CURRENCY, key.currency());
        return PeriodRows.withoutUnitPrice(row, bookPico, cost);
    }

    /** Usage that is free by definition, without a price list: not a correction of it. */
    private static boolean isFree(LineKey key) {
        return isMetered(key) && Free.isTier(key.serviceTier());
    }

    private void quantity(FocusRow row, DirectCell cell) {
        tokens(row, cell);
        row.text(FocusColumn.CHARGE_DESCRIPTION, CellOrigin.described(cell.key()));
    }

    private void tokens(FocusRow row, DirectCell cell) {
        FocusColumn own = isMetered(cell.key()) ? unit(cell.key().meter()).ownColumn() : null;
        if (own != null) {
            row.count(own, cell.quantity());
        }
    }

    /** False: it has no unit price that can be told. */
    private boolean priced(FocusRow row, DirectCell cell, BigInteger cost, BigInteger bookPico) {
        LineKey key = cell.key();
        Long priceId = key.priceId();
        BigInteger perUnit = key.unitPricePico();
        if (priceId == null || perUnit == null) {
            return false;
        }
        MeterUnit unit = unit(key.meter());
        BigDecimal contracted = unit.unitPrice(new BigDecimal(perUnit));
        BigDecimal list = unit.unitPrice(listPico(cell, perUnit));
        BigDecimal contractedInBooks = prices.inBooks(contracted, key.currency(), cell.day());
        BigDecimal listInBooks = prices.inBooks(list, key.currency(), cell.day());
        if (contractedInBooks == null || listInBooks == null) {
            return false;
        }
        BigDecimal quantity = unit.pricingQuantity(cell.quantity());
        String sku = key.provider() + "/" + key.model() + "/" + key.serviceTier() + "/" + key.meter();
        row.text(FocusColumn.CHARGE_CATEGORY, "Usage")
                .text(FocusColumn.CHARGE_FREQUENCY, "Usage-Based")
                .text(FocusColumn.PRICING_CATEGORY, "Standard")
                .text(FocusColumn.PRICING_CURRENCY, key.currency())
                .text(FocusColumn.PRICING_UNIT, unit.pricingUnit())
                .decimal(FocusColumn.PRICING_QUANTITY, quantity)
                .decimal(FocusColumn.CONSUMED_QUANTITY, BigDecimal.valueOf(cell.quantity()))
                .text(FocusColumn.CONSUMED_UNIT, unit.unit())
                .text(FocusColumn.SKU_ID, sku)
                .text(FocusColumn.SKU_PRICE_ID, sku + "#" + priceId + (key.region() == null ? "" : "@" + key.region()))
                .text(FocusColumn.SKU_METER, unit.skuMeter())
                .json(FocusColumn.SKU_PRICE_DETAILS, details(key));
        PeriodRows.withoutUnitPrice(row, bookPico, cost);
        row.decimal(FocusColumn.CONTRACTED_UNIT_PRICE, contractedInBooks)
                .decimal(FocusColumn.CONTRACTED_COST, contractedInBooks.multiply(quantity))
                .decimal(FocusColumn.LIST_UNIT_PRICE, listInBooks)
                .decimal(FocusColumn.LIST_COST, listInBooks.multiply(quantity))
                .decimal(
                        FocusColumn.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
                        contracted.movePointLeft(Money.EXACT_PLACES))
                .decimal(FocusColumn.PRICING_CURRENCY_LIST_UNIT_PRICE, list.movePointLeft(Money.EXACT_PLACES));
        return true;
    }

    /** What one unit costs before a tenant's discount. */
    private static BigDecimal listPico(DirectCell cell, BigInteger charged) {
        BigInteger listCost = cell.listCostPico();
        if (listCost == null || cell.quantity() == 0) {
            return new BigDecimal(charged);
        }
        return new BigDecimal(listCost)
                .divide(BigDecimal.valueOf(cell.quantity()), LIST_PLACES, RoundingMode.HALF_EVEN);
    }

    private static Map<String, String> details(LineKey key) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("x_Meter", key.meter());
        details.put("x_Model", key.model());
        details.put("x_ServiceTier", key.serviceTier());
        return details;
    }

    private MeterUnit unit(String meter) {
        return units.computeIfAbsent(meter, MeterUnit::of);
    }
}
