package io.tokenledger.report.reconciliation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.BillImport.Keyed;
import io.tokenledger.report.reconciliation.BillImportJson.LineJson;
import io.tokenledger.report.reconciliation.BillImportJson.UnmappedJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what came of the lines of a file. */
final class BillImportTally {
    private record Item(String lineItem, String currency) {}

    private record Sum(BigDecimal amount, int lines) {
        Sum with(Sum other) {
            return new Sum(amount.add(other.amount), lines + other.lines);
        }
    }

    private final LineMappings mappings;
    private final List<LineJson> lines = new ArrayList<>();
    private final SortedMap<Item, Sum> unmapped =
            new TreeMap<>(Comparator.comparing(Item::lineItem).thenComparing(Item::currency));

    BillImportTally(LineMappings mappings) {
        this.mappings = mappings;
    }

    void fault(BillLine.Faulty fault) {
        lines.add(LineJson.refused(fault.number(), ReportError.FILE_INVALID.code(), fault.fault()));
    }

    void add(Keyed line, LineJson verdict) {
        lines.add(verdict);
        VendorRow row = line.row();
        if (!verdict.outcome().equals(BillImportJson.REFUSED) && !line.repeated() && mappings.meaning(row) == null) {
            BigDecimal amount = row.amount() == null ? BigDecimal.ZERO : row.amount();
            String currency = row.currency() == null ? "" : row.currency();
            unmapped.merge(new Item(row.lineItem(), currency), new Sum(amount, 1), Sum::with);
        }
    }

    BillImportJson json(boolean dryRun, SortedMap<String, Long> skipped) {
        lines.sort(Comparator.comparingLong(LineJson::line));
        return new BillImportJson(
                dryRun,
                count(BillImportJson.ADDED),
                count(BillImportJson.UNCHANGED),
                count(BillImportJson.REFUSED),
                skipped.values().stream().mapToLong(Long::longValue).sum(),
                skipped,
                unmapped.entrySet().stream()
                        .map(each -> new UnmappedJson(
                                each.getKey().lineItem(),
                                each.getKey().currency().isEmpty()
                                        ? null
                                        : each.getKey().currency(),
                                plain(each.getValue().amount()),
                                each.getValue().lines()))
                        .toList(),
                List.copyOf(lines));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private int count(String outcome) {
        return (int)
                lines.stream().filter(line -> line.outcome().equals(outcome)).count();
    }
}
