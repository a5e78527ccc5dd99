package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.BoundSql.Value;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Charges of contracts (volume discounts, committed spend, provisioned throughput) for the period: they stand beside
 * usage, and no swap moves them.
 */
final class ContractChargeReader {
    private final Connection connection;
    private final UsageQuery query;

    ContractChargeReader(Connection connection, UsageQuery query) {
        this.connection = connection;
        this.query = query;
    }

    // Leans on usage_entry_charge_idx, which holds nothing but charges.
    private static final String CHARGES = """
            SELECT currency, (occurred_at AT TIME ZONE 'UTC')::date AS day, sum(cost_pico) AS cost_pico
            FROM ledger.usage_by_entry
            WHERE entry_kind = 'charge' AND occurred_at >= ? AND occurred_at < ?
            """;

    /** All of them in the answer's currency; zero where a filter names a user or a tag, which no charge has. */
    BigDecimal charges(RatesReader rates) throws SQLException {
        BoundSql sql = new BoundSql()
                .add(
                        CHARGES,
                        new Value.Time(query.period().from()),
                        new Value.Time(query.period().to()));
        for (Filter filter : query.filters()) {
            if (!(filter.dimension() instanceof Attribute attribute) || attribute.onlyInEntries()) {
                return BigDecimal.ZERO;
            }
            sql.add(" AND (" + attribute.column() + " = ANY (?)", new Value.Texts(filter.values()));
            sql.add(filter.values().contains("") ? " OR " + attribute.column() + " IS NULL)" : ")");
        }
        BigDecimal[] sum = {BigDecimal.ZERO};
        SqlReader.query(
                connection,
                sql.add(" GROUP BY currency, day"),
                row -> sum[0] = sum[0].add(rates.convert(
                        row.getBigDecimal("cost_pico"),
                        row.getString("currency"),
                        row.getObject("day", LocalDate.class),
                        true)));
        return sum[0];
    }
}
