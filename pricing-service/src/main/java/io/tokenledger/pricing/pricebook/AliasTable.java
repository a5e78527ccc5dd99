package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelAlias;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code pricing.model_alias} inside one import: other names of models, to which rows are only added. */
final class AliasTable {
    private record Name(String provider, String alias) {}

    private final Connection connection;
    private final long importId;
    private final Map<Name, String> modelByName;

    AliasTable(Connection connection, long importId) throws SQLException {
        this.connection = connection;
        this.importId = importId;
        this.modelByName = select();
    }

    private static final String SELECT_ALIASES = "SELECT provider, alias, model FROM pricing.model_alias";

    private Map<Name, String> select() throws SQLException {
        try (var select = connection.prepareStatement(SELECT_ALIASES);
                var row = select.executeQuery()) {
            var aliases = new HashMap<Name, String>();
            while (row.next()) {
                aliases.put(new Name(row.getString("provider"), row.getString("alias")), row.getString("model"));
            }
            return aliases;
        }
    }

    /** The model that the name stands for; null: none yet. */
    @Nullable
    String modelOf(String provider, String alias) {
        return modelByName.get(new Name(provider, alias));
    }

    private static final String INSERT_ALIAS =
            "INSERT INTO pricing.model_alias (provider, alias, model, import_id) VALUES (?, ?, ?, ?)";

    void insert(ModelAlias alias) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_ALIAS)) {
            insert.setString(1, alias.provider());
            insert.setString(2, alias.alias());
            insert.setString(3, alias.model());
            insert.setLong(4, importId);
            insert.executeUpdate();
        }
        modelByName.put(new Name(alias.provider(), alias.alias()), alias.model());
    }
}
