package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.pricebook.BookChanges.Change;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code pricing.provider_alias}: other names of providers, and resellers of their models. Rows are only added. */
final class ProviderTable {
    private ProviderTable() {}

    private static final String SELECT_AT = """
            SELECT a.alias, a.provider
            FROM pricing.provider_alias a
            LEFT JOIN pricing.book_change c ON c.change_id = a.change_id
            WHERE a.change_id IS NULL OR c.version <= ?
            ORDER BY a.alias, a.place, a.provider
            """;

    /** By the name of a provider, those whose price lists apply where it has none, in their order. */
    static Map<String, List<String>> at(Connection connection, long version) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_AT)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                var aliases = new HashMap<String, List<String>>();
                while (row.next()) {
                    aliases.computeIfAbsent(row.getString("alias"), _ -> new ArrayList<>())
                            .add(row.getString("provider"));
                }
                return aliases;
            }
        }
    }

    private static final String INSERT = """
            INSERT INTO pricing.provider_alias (alias, provider, place, change_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (alias, provider) DO NOTHING
            RETURNING alias
            """;

    /** Adds what is not there yet; returns what was added. */
    static List<PriceFile.ProviderFallback> addNew(
            Connection connection, List<PriceFile.ProviderFallback> fallbacks, Change change) throws SQLException {
        var added = new ArrayList<PriceFile.ProviderFallback>();
        try (var insert = connection.prepareStatement(INSERT)) {
            for (PriceFile.ProviderFallback fallback : fallbacks) {
                insert.setString(1, fallback.provider());
                insert.setString(2, fallback.fallback());
                insert.setInt(3, fallback.place());
                insert.setLong(4, change.changeId());
                try (ResultSet row = insert.executeQuery()) {
                    if (row.next()) {
                        added.add(fallback);
                    }
                }
            }
        }
        return added;
    }
}
