package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads manual items. */
@ApplicationScoped
public class ManualItemReader {
    private static final String REPORT = "manual-items";

    private final LedgerViews database;

    public ManualItemReader(LedgerViews database) {
        this.database = database;
    }

    /** The items of a period in the currency of the books, and what was converted for it. */
    record Items(List<ItemLine> lines, List<Conversion> conversions) {}

    /** Refused where the rate of an item's day is missing. */
    static Items items(Connection connection, AccountingSettings settings, AccountingPeriod period)
            throws SQLException {
        List<ManualItem> items =
                ManualItemTable.ofDays(connection, settings.tenant(), period.firstDay(), period.endDay());
        Exchange exchange = new Exchange(settings.currency());
        for (ManualItem item : items) {
            if (!item.currency().equals(settings.currency())) {
                learn(connection, exchange, item.currency(), period);
                learn(connection, exchange, settings.currency(), period);
            }
        }
        List<ItemLine> lines = ItemConversion.lines(items, settings.currency(), exchange);
        return new Items(lines, exchange.conversions());
    }

    private static void learn(Connection connection, Exchange exchange, String currency, AccountingPeriod period)
            throws SQLException {
        if (!exchange.knows(currency)) {
            exchange.learn(currency, FxRateReader.read(connection, currency, period.period()));
        }
    }

    /** One of a tenant; refused where it has none of that id. */
    ManualItem find(String tenant, UUID id) {
        return database.read(REPORT, connection -> find(connection, tenant, id));
    }

    static ManualItem find(Connection connection, String tenant, UUID id) throws SQLException {
        return ManualItemTable.find(connection, tenant, id)
                .orElseThrow(() ->
                        ReportError.MANUAL_ITEM_UNKNOWN.because("tenant '" + tenant + "' has no manual item " + id));
    }

    /** Those that are asked for, the latest day first. */
    List<ManualItem> page(ManualItemQuestion asked, int limit) {
        return database.read(REPORT, connection -> ManualItemTable.page(connection, asked, limit));
    }
}
