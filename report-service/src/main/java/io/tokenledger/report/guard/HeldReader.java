package io.tokenledger.report.guard;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.watch.Commitments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What is held of a budget for gateways, as its status tells it. */
@ApplicationScoped
public class HeldReader implements Commitments {
    private static final String REPORT = "budget_held";

    private final LedgerViews database;

    public HeldReader(LedgerViews database) {
        this.database = database;
    }

    // Leans on budget_pkey and budget_hold_pkey. What was held in a currency that the budget had before is not added
    // up.
    private static final String HELD = """
            SELECT coalesce(sum(held.amount) FILTER (WHERE h.unit <> 'tokens'), 0) AS pico,
                   coalesce(sum(held.amount) FILTER (WHERE h.unit = 'tokens'), 0) AS tokens
            FROM reporting.budget b
            JOIN reporting.budget_hold h ON h.tenant_id = b.tenant_id AND h.budget_id = b.budget_id
                AND h.unit = coalesce(b.currency, 'tokens') AND h.period_start <= ? AND h.period_end > ?
            CROSS JOIN LATERAL unnest(h.until, h.amounts) AS held (until, amount)
            WHERE b.tenant_id = ? AND b.budget_id = ? AND held.until > ?
            """;

    /** In the running period; zero where nothing is held. */
    @Override
    public Committed of(String tenant, UUID budget, Instant now) {
        return database.read(REPORT, connection -> read(connection, tenant, budget, now));
    }

    private static Committed read(Connection connection, String tenant, UUID budget, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setString(3, tenant);
            statement.setObject(4, budget);
            statement.setLong(5, now.getEpochSecond());
            ResultSet found = statement.executeQuery();
            if (!found.next()) {
                throw new SQLException("a sum without groups gave no row");
            }
            return new Committed(
                    found.getBigDecimal("pico").toBigIntegerExact(),
                    found.getBigDecimal("tokens").longValueExact());
        }
    }
}
