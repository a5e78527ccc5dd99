package io.tokenledger.report.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready when the database answers and pricing-service has published its views. Until then the service waits and runs. */
@Readiness
@ApplicationScoped
public class LedgerReadiness implements HealthCheck {
    private static final String NAME = "ledger";

    private final DataSource database;

    public LedgerReadiness(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            String missing = missingViews();
            if (missing == null) {
                return HealthCheckResponse.up(NAME);
            }
            return down("waiting for pricing-service's migrations: no " + missing);
        } catch (SQLException failure) {
            return down("the database does not answer: " + failure.getMessage());
        }
    }

    private static final String MISSING_VIEWS = """
            SELECT string_agg(view_name, ', ' ORDER BY view_name) AS missing
            FROM unnest(ARRAY ['usage_by_day', 'usage_by_hour', 'usage_by_quarter_hour', 'usage_by_entry', 'intake', 'rejection']) AS view_name
            WHERE NOT EXISTS (SELECT FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
                              WHERE n.nspname = 'ledger' AND c.relname = view_name
                                AND has_table_privilege(c.oid, 'SELECT'))
            """;

    private @Nullable String missingViews() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MISSING_VIEWS);
                ResultSet found = statement.executeQuery()) {
            return found.next() ? found.getString("missing") : null;
        }
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
