package io.tokenledger.report.reconciliation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Any CSV: which of its columns holds what is said; a column that is called as what it holds need not be.
 *
 * @param columns of the file, by what they hold
 * @param currency of the amounts, where the file does not say; null: the file does
 * @param quantityUnit how many units of the meter one of the quantities is
 */
record PlainCsvBill(Map<String, String> columns, @Nullable String currency, BigDecimal quantityUnit)
        implements CsvBill.Lines {
    /** What columns can hold. */
    static final List<String> FIELDS = List.of(
            "day",
            "line_item",
            "model",
            "meter",
            "service_tier",
            "project",
            "quantity",
            "amount",
            "currency",
            "kind",
            "line_id");

    /** Every column is called as what it holds. */
    static final PlainCsvBill NONE = new PlainCsvBill(Map.of(), null, BigDecimal.ONE);

    PlainCsvBill {
        for (String field : columns.keySet()) {
            if (!FIELDS.contains(field)) {
                throw ReportError.PARAMETER_UNKNOWN.because(
                        "column." + field + " is not known; known are column." + String.join(", column.", FIELDS));
            }
        }
        columns = new TreeMap<>(columns);
    }

    @Override
    public void check(Set<String> there) {
        CsvBill.require(there, column("day"));
        for (String said : columns.values()) {
            CsvBill.require(there, CsvBill.column(said));
        }
        if (!there.contains(column("line_item")) && !there.contains(column("model"))) {
            CsvBill.require(there, column("line_item"));
        }
        if (!there.contains(column("amount"))) {
            CsvBill.require(there, column("quantity"));
        } else if (currency == null) {
            CsvBill.require(there, column("currency"));
        }
        Set<String> unknownMeaning = new TreeSet<>(Set.of(column("amount"), column("quantity")));
        unknownMeaning.retainAll(there);
        if (unknownMeaning.isEmpty()) {
            throw ReportError.FILE_INVALID.because("the file has neither amounts nor quantities");
        }
    }

    @Override
    public boolean haveOwnNames(Set<String> there) {
        return there.contains(column("line_id"));
    }

    @Override
    public List<VendorRow> rows(CsvLine line) {
        BigDecimal amount = line.decimal(column("amount"));
        BigDecimal quantity = line.decimal(column("quantity"));
        if (amount == null && quantity == null) {
            throw new BillFault("the line has neither an amount nor a quantity");
        }
        String model = said(line, "model");
        String meter = meter(said(line, "meter"));
        String lineItem = said(line, "line_item");
        var details = new TreeMap<String, String>();
        String id = said(line, "line_id");
        if (id != null) {
            details.put("line_id", id);
        }
        return List.of(new VendorRow(
                line.day(column("day")),
                kind(said(line, "kind"), amount),
                lineItem != null ? lineItem : String.valueOf(model) + (meter == null ? "" : ", " + meter),
                model,
                meter,
                model == null ? said(line, "service_tier") : tier(said(line, "service_tier")),
                said(line, "project"),
                details,
                quantity == null ? null : quantity.multiply(quantityUnit),
                amount,
                amount == null ? null : currency(line)));
    }

    private static @Nullable String meter(@Nullable String meter) {
        boolean isName = meter == null || meter.matches("[a-z][a-z0-9_]{0,63}");
        if (!isName) {
            throw new BillFault(
                    "meter is '" + meter + "': a meter as the ledger names it is expected, such as cached_input");
        }
        return meter;
    }

    private static String tier(@Nullable String tier) {
        return tier == null ? "standard" : tier;
    }

    private String currency(CsvLine line) {
        String said = said(line, "currency");
        if (said == null && currency == null) {
            throw new BillFault("currency is missing");
        }
        return VendorRow.currency(said != null ? said : String.valueOf(currency));
    }

    private static Kind kind(@Nullable String said, @Nullable BigDecimal amount) {
        if (amount == null) {
            return Kind.USAGE;
        }
        if (said == null) {
            return Kind.COST;
        }
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "cost" -> Kind.COST;
            case "credit" -> Kind.CREDIT;
            default -> throw new BillFault("kind is '" + said + "': cost or credit is expected");
        };
    }

    private @Nullable String said(CsvLine line, String field) {
        return line.text(new String[] {column(field)});
    }

    private String column(String field) {
        return CsvBill.column(columns.getOrDefault(field, field));
    }
}
