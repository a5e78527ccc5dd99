package io.tokenledger.report.closing;

import io.tokenledger.report.closing.TrustKpiJson.Figure;
import io.tokenledger.report.closing.TrustKpiJson.OfPeriod;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;

/** The figures for trust as a table: a row per period. Pure. */
final class TrustKpiSheet {
    private TrustKpiSheet() {}

    private static final List<String> COLUMNS = List.of(
            "period",
            "state",
            "basis",
            "attributed_share",
            "attributed_share_change",
            "unpriced_share",
            "unpriced_share_change",
            "invoice_variance",
            "invoice_variance_change",
            "days_to_close",
            "days_to_close_change");

    static Sheet of(TrustKpiJson kpis) {
        return new Sheet(
                "finance_kpis",
                COLUMNS,
                kpis.periods().stream().map(TrustKpiSheet::row).toList());
    }

    private static List<Cell> row(OfPeriod period) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(period.period()));
        row.add(Cell.text(period.state()));
        row.add(Cell.text(period.basis()));
        for (Figure figure : List.of(
                period.attributedShare(), period.unpricedShare(), period.invoiceVariance(), period.daysToClose())) {
            row.add(Cell.number(figure.value()));
            row.add(Cell.number(figure.change()));
        }
        return row;
    }
}
