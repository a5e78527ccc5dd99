package io.tokenledger.report.statement;

import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.statement.StoredStatement.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** A row of statements as it is read. */
final class StatementRowReader {
    static final String COLUMNS = """
            tenant_id, statement_id, period_id, period_from, period_to, cost_center, version, status, number, view,
            currency, amount, book_currency, book_pico, sha256, previous_hash, author, created_at\
            """;

    private StatementRowReader() {}

    static StoredStatement statement(ResultSet found) throws SQLException {
        byte[] previous = found.getBytes("previous_hash");
        return new StoredStatement(
                found.getString("tenant_id"),
                found.getObject("statement_id", UUID.class),
                found.getString("period_id"),
                found.getObject("period_from", OffsetDateTime.class).toInstant(),
                found.getObject("period_to", OffsetDateTime.class).toInstant(),
                found.getString("cost_center"),
                found.getInt("version"),
                Status.valueOf(found.getString("status").toUpperCase(Locale.ROOT)),
                found.getObject("number", Long.class),
                View.valueOf(found.getString("view").toUpperCase(Locale.ROOT)),
                found.getString("currency"),
                found.getBigDecimal("amount"),
                found.getString("book_currency"),
                found.getBigDecimal("book_pico").toBigIntegerExact(),
                Sha256.hex(found.getBytes("sha256")),
                previous == null ? null : Sha256.hex(previous),
                found.getString("author"),
                found.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
