package io.tokenledger.pricing.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The terms of contracts as they were stated, read from the append-only rows. */
final class TermTable {
    private TermTable() {}

    private static final String SELECT = """
            SELECT t.tenant_id, t.term_id, t.kind, t.provider, t.model, t.service_tier, t.region,
                   lower(t.valid_during) AS valid_from, upper(t.valid_during) AS valid_until, t.timezone, t.currency,
                   t.measure, t.mode, t.step_from, t.step_discount_percent, t.amount_pico, t.units,
                   t.tokens_per_unit_hour,
                   c.version, c.changed_at, c.author, c.reason,
                   taken_back.version AS withdrawn_version, taken_back.changed_at AS withdrawn_at,
                   taken_back.author AS withdrawn_author, taken_back.reason AS withdrawn_reason
            FROM pricing.contract_term t
            JOIN pricing.book_change c ON c.change_id = t.change_id
            LEFT JOIN pricing.contract_term_withdrawal w ON w.tenant_id = t.tenant_id AND w.term_id = t.term_id
            LEFT JOIN pricing.book_change taken_back ON taken_back.change_id = w.change_id
            """;

    private static final String OF_TENANT = SELECT + "WHERE t.tenant_id = ? ORDER BY t.term_id";

    /** Every term of a tenant, withdrawn ones too, by age. */
    static List<StatedTerm> ofTenant(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_TENANT)) {
            select.setString(1, tenant);
            try (ResultSet row = select.executeQuery()) {
                return TermRows.all(row);
            }
        }
    }

    // The id alone does not say where the row is: asks every shard, which is fine for a question of a person.
    private static final String OF_ID = SELECT + "WHERE t.term_id = ?";

    /** Null: there is none. */
    static @Nullable StatedTerm ofId(Connection connection, long termId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_ID)) {
            select.setLong(1, termId);
            try (ResultSet row = select.executeQuery()) {
                List<StatedTerm> found = TermRows.all(row);
                return found.isEmpty() ? null : found.getFirst();
            }
        }
    }

    private static final String KNOWN_AT = SELECT + """
            WHERE t.tenant_id = ? AND t.term_id > ? AND c.changed_at <= ?
              AND (taken_back.changed_at IS NULL OR taken_back.changed_at > ?)
              AND (?::timestamptz IS NULL OR t.valid_during @> ?::timestamptz)
            ORDER BY t.term_id
            LIMIT ?""";

    /**
     * The terms that stood at a time.
     *
     * @param at only those valid then; null: all
     * @param after only those with a higher id
     */
    static List<StatedTerm> knownAt(
            Connection connection, String tenant, @Nullable Instant at, Instant knownAt, long after, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN_AT)) {
            select.setString(1, tenant);
            select.setLong(2, after);
            select.setObject(3, knownAt.atOffset(ZoneOffset.UTC));
            select.setObject(4, knownAt.atOffset(ZoneOffset.UTC));
            for (int place : new int[] {5, 6}) {
                if (at == null) {
                    select.setNull(place, Types.TIMESTAMP_WITH_TIMEZONE);
                } else {
                    select.setObject(place, at.atOffset(ZoneOffset.UTC));
                }
            }
            select.setInt(7, limit);
            try (ResultSet row = select.executeQuery()) {
                return TermRows.all(row);
            }
        }
    }

    private static final String VERSIONS = """
            SELECT t.tenant_id, greatest(max(c.version), coalesce(max(taken_back.version), 0)) AS version
            FROM pricing.contract_term t
            JOIN pricing.book_change c ON c.change_id = t.change_id
            LEFT JOIN pricing.contract_term_withdrawal w ON w.tenant_id = t.tenant_id AND w.term_id = t.term_id
            LEFT JOIN pricing.book_change taken_back ON taken_back.change_id = w.change_id
            GROUP BY t.tenant_id""";

    /** Every tenant that ever had a term, with the version at which its terms last changed. */
    static Map<String, Long> versions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSIONS);
                ResultSet row = select.executeQuery()) {
            var versions = new TreeMap<String, Long>();
            while (row.next()) {
                versions.put(row.getString("tenant_id"), row.getLong("version"));
            }
            return versions;
        }
    }
}
