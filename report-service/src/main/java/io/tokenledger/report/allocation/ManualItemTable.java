package io.tokenledger.report.allocation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Manual items as they were booked. */
final class ManualItemTable {
    private ManualItemTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.manual_item (tenant_id, item_id, kind, name, cost_center, day, currency, amount_pico,
                provider, link, reverses, author, reason, booked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING item_id
            """;

    /** False, and nothing is there, where there is one of that id, or one that takes back the same item. */
    static boolean insert(Connection connection, ManualItem item) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, item.tenant());
            statement.setObject(2, item.id());
            statement.setString(3, wireName(item.kind()));
            statement.setString(4, item.name());
            statement.setString(5, item.costCenter());
            statement.setObject(6, item.day());
            statement.setString(7, item.currency());
            statement.setBigDecimal(8, new BigDecimal(item.amountPico()));
            statement.setString(9, item.provider());
            statement.setString(10, item.link());
            statement.setObject(11, item.reverses(), Types.OTHER);
            statement.setString(12, item.author());
            statement.setString(13, item.reason());
            statement.setObject(14, item.bookedAt().atOffset(ZoneOffset.UTC));
            return statement.executeQuery().next();
        }
    }

    private static final String SELECT = """
            SELECT tenant_id, item_id, kind, name, cost_center, day, currency, amount_pico, provider, link, reverses, author,
                   reason, booked_at
            FROM reporting.manual_item
            """;

    // Leans on manual_item_pkey.
    private static final String BY_ID = SELECT + "WHERE tenant_id = ? AND item_id = ?";

    static Optional<ManualItem> find(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setString(1, tenant);
            statement.setObject(2, id);
            return items(statement).stream().findFirst();
        }
    }

    // Leans on manual_item_by_day.
    private static final String OF_DAYS = SELECT + """
            WHERE tenant_id = ? AND day >= ? AND day < ?
            ORDER BY day, item_id
            """;

    /** Those of some days, by day. */
    static List<ManualItem> ofDays(Connection connection, String tenant, LocalDate from, LocalDate until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_DAYS)) {
            statement.setString(1, tenant);
            statement.setObject(2, from);
            statement.setObject(3, until);
            return items(statement);
        }
    }

    // Leans on manual_item_by_day, read backwards.
    private static final String PAGE = SELECT + """
            WHERE tenant_id = ? AND day >= ? AND day < ?
              AND (?::text IS NULL OR cost_center = ?::text)
              AND (?::text IS NULL OR name = ?::text)
              AND (?::uuid IS NULL OR (day, item_id) < (
                  SELECT a.day, a.item_id FROM reporting.manual_item a
                  WHERE a.tenant_id = ? AND a.item_id = ?::uuid))
            ORDER BY day DESC, item_id DESC
            LIMIT ?
            """;

    /** Those that are asked for, the latest day first. */
    static List<ManualItem> page(Connection connection, ManualItemQuestion asked, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, asked.tenant());
            statement.setObject(2, asked.from());
            statement.setObject(3, asked.until());
            statement.setString(4, asked.costCenter());
            statement.setString(5, asked.costCenter());
            statement.setString(6, asked.name());
            statement.setString(7, asked.name());
            statement.setObject(8, asked.after(), Types.OTHER);
            statement.setString(9, asked.tenant());
            statement.setObject(10, asked.after(), Types.OTHER);
            statement.setInt(11, limit);
            return items(statement);
        }
    }

    private static List<ManualItem> items(PreparedStatement statement) throws SQLException {
        List<ManualItem> items = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            items.add(new ManualItem(
                    found.getString("tenant_id"),
                    found.getObject("item_id", UUID.class),
                    ManualItem.Kind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)),
                    found.getString("name"),
                    found.getString("cost_center"),
                    found.getObject("day", LocalDate.class),
                    found.getString("currency"),
                    found.getBigDecimal("amount_pico").toBigIntegerExact(),
                    found.getString("provider"),
                    found.getString("link"),
                    found.getObject("reverses", UUID.class),
                    found.getString("author"),
                    found.getString("reason"),
                    found.getObject("booked_at", OffsetDateTime.class).toInstant()));
        }
        return items;
    }

    static String wireName(ManualItem.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
