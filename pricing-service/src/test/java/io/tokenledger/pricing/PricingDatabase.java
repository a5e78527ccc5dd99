package io.tokenledger.pricing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.tokenledger.stack.LocalPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL of its own, with the roles and schemas as in production: bootstrap by the superuser, migrations by
 * the owner, access as the run-time role. All files lie below the build folder.
 */
public final class PricingDatabase implements AutoCloseable {
    private final LocalPostgres postgres;
    private final AgroalDataSource app;
    private final AgroalDataSource owner;

    private PricingDatabase(LocalPostgres postgres) {
        this.postgres = postgres;
        this.app = pool(postgres.jdbcUrl("pricing_app"));
        this.owner = pool(postgres.jdbcUrl("pricing_owner"));
    }

    /** A started and migrated database on a free port, empty but for what the migrations put there. */
    public static PricingDatabase start() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "postgres-" + UUID.randomUUID());
        var postgres = LocalPostgres.start(folder);
        try {
            var database = new PricingDatabase(postgres);
            database.migrate("pricing");
            database.migrate("ledger");
            return database;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private void migrate(String schema) {
        Flyway.configure()
                .dataSource(ownerDataSource())
                .schemas(schema)
                .locations("classpath:db/" + schema)
                .createSchemas(false)
                .load()
                .migrate();
    }

    /** As the service at run time: reads and appends, owns nothing. */
    public DataSource appDataSource() {
        return app;
    }

    /** As the owner of both schemas. */
    public DataSource ownerDataSource() {
        return owner;
    }

    /** As a role that others connect by, such as {@code report_app}. */
    public String jdbcUrl(String role) {
        return postgres.jdbcUrl(role);
    }

    /** Without user; for what connects by URL. */
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    private static AgroalDataSource pool(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(
                            pool -> pool.maxSize(16).connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
        } catch (SQLException e) {
            throw new IllegalStateException("no connections to " + url, e);
        }
    }

    @Override
    public void close() {
        app.close();
        owner.close();
        postgres.close();
    }
}
