package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code pricing.model_name}: other names of models. Rows are only added; the later statement about a name counts. */
final class NameTable {
    private record Name(String provider, ModelName.Syntax syntax, String name) {
        static Name of(ModelName name) {
            return new Name(name.provider(), name.syntax(), name.name());
        }
    }

    /** What a name stands for, and whether it came with the product. */
    record Standing(ModelName name, boolean bundled) {}

    private final Map<Name, Standing> standing = new HashMap<>();

    private NameTable() {}

    // A user's word about a name counts before the product's.
    private static final String SELECT_NAMES = """
            SELECT DISTINCT ON (n.provider, n.syntax, n.name)
                   n.provider, n.syntax, n.name, n.model, n.rank, c.kind = 'bundled' AS bundled
            FROM pricing.model_name n
            JOIN pricing.book_change c ON c.change_id = n.change_id
            WHERE c.version <= ?
            ORDER BY n.provider, n.syntax, n.name, (c.kind = 'bundled'), n.name_id DESC
            """;

    /** The names as they were believed in at a version of the book. */
    static NameTable at(Connection connection, long version) throws SQLException {
        var table = new NameTable();
        try (var select = connection.prepareStatement(SELECT_NAMES)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var name = new ModelName(
                            row.getString("provider"),
                            ModelName.Syntax.valueOf(row.getString("syntax").toUpperCase(Locale.ROOT)),
                            row.getString("name"),
                            row.getString("model"),
                            row.getInt("rank"));
                    table.standing.put(Name.of(name), new Standing(name, row.getBoolean("bundled")));
                }
            }
        }
        return table;
    }

    /** The names that stand for a model. */
    List<ModelName> names() {
        return standing.values().stream()
                .map(Standing::name)
                .filter(name -> !name.model().isEmpty())
                .toList();
    }

    private static final String INSERT_NAME = """
            INSERT INTO pricing.model_name (provider, syntax, name, model, rank, change_id) VALUES (?, ?, ?, ?, ?, ?)
            """;

    /** Adds what is not said yet; the product's names give way to a user's. Returns what was added. */
    List<ModelName> addNew(Connection connection, List<ModelName> names, BookChanges.Change change, boolean bundled)
            throws SQLException {
        var added = new ArrayList<ModelName>();
        try (var insert = connection.prepareStatement(INSERT_NAME)) {
            for (ModelName name : names) {
                Standing present = standing.get(Name.of(name));
                boolean known = present != null && (present.name().equals(name) || (bundled && !present.bundled()));
                if (known) {
                    continue;
                }
                insert.setString(1, name.provider());
                insert.setString(2, name.syntax().name().toLowerCase(Locale.ROOT));
                insert.setString(3, name.name());
                insert.setString(4, name.model());
                insert.setInt(5, name.rank());
                insert.setLong(6, change.changeId());
                insert.addBatch();
                standing.put(Name.of(name), new Standing(name, bundled));
                added.add(name);
            }
            insert.executeBatch();
        }
        return added;
    }
}
