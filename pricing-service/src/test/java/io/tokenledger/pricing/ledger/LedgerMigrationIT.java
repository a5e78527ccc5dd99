package io.tokenledger.pricing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Topics;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The later migrations over a ledger that already has entries. */
class LedgerMigrationIT {

    @Test
    void rollupOfAFilledLedgerIsFilledByItsMigration() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.begin(Topics.USAGE_METERED, 0, 0);
            var usages = new MeteredUsage[500];
            for (int i = 0; i < usages.length; i++) {
                usages[i] = LedgerFixture.usage(
                        "e" + i, i % 7 == 0 ? "unheard-of" : "o4-mini", LedgerFixture.NOON.plusSeconds(97L * i), i, i);
            }
            fixture.ledger.book(List.of(fixture.slice(0, 0, usages)));
            String rollupAsBooked = rollup(fixture);

            fixture.execute("DROP VIEW ledger.usage_by_quarter_hour, ledger.usage_by_entry, ledger.intake,"
                    + " ledger.rejection, ledger.rollup_difference, ledger.usage_entry_grouped");
            fixture.execute("DROP TABLE ledger.usage_rollup, ledger.intake_count, ledger.event_conflict,"
                    + " ledger.rejected_event");
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version > '1'");
            Flyway.configure()
                    .dataSource(fixture.database.ownerDataSource())
                    .schemas("ledger")
                    .locations("classpath:db/ledger")
                    .createSchemas(false)
                    .load()
                    .migrate();

            assertThat(rollup(fixture)).isEqualTo(rollupAsBooked);
            assertThat(fixture.count("ledger.usage_rollup")).isGreaterThan(50);
            assertThat(fixture.count("ledger.rollup_difference")).isZero();
        }
    }

    @Test
    void migrationsOfAMigratedDatabaseChangeNothing() throws Exception {
        try (var fixture = new LedgerFixture()) {
            var again = Flyway.configure()
                    .dataSource(fixture.database.ownerDataSource())
                    .schemas("ledger")
                    .locations("classpath:db/ledger")
                    .createSchemas(false)
                    .load();
            assertThat(again.migrate().migrationsExecuted).isZero();
            again.validate();
        }
    }

    private static String rollup(LedgerFixture fixture) throws Exception {
        return fixture.value("""
                SELECT md5(string_agg(r::text, '|' ORDER BY tenant_id, bucket_start, dimension_id, currency))
                FROM ledger.usage_rollup r""");
    }
}
