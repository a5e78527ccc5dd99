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
            String waitAsBooked = wait(fixture);

            fixture.execute("DROP VIEW ledger.usage_by_quarter_hour, ledger.usage_by_entry, ledger.intake,"
                    + " ledger.rejection, ledger.rollup_difference, ledger.usage_entry_grouped,"
                    + " ledger.usage_entry_meter_grouped");
            fixture.execute("DROP TABLE ledger.usage_rollup, ledger.intake_count, ledger.event_conflict,"
                    + " ledger.rejected_event, ledger.usage_rollup_meter, ledger.unpriced_wait, ledger.closing,"
                    + " ledger.repricing");
            fixture.execute("DROP INDEX ledger.usage_entry_accounted_idx");
            fixture.execute("ALTER TABLE ledger.usage_entry DROP CONSTRAINT usage_entry_kind_known,"
                    + " DROP CONSTRAINT usage_entry_event_is_entry_0, DROP COLUMN book_version, DROP COLUMN accounted_at,"
                    + " DROP COLUMN more_meters, DROP COLUMN more_input_tokens, DROP COLUMN more_output_tokens,"
                    + " DROP COLUMN reference");
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
            assertThat(wait(fixture)).isEqualTo(waitAsBooked);
            assertThat(fixture.count("ledger.unpriced_wait")).isEqualTo(72);
            assertThat(fixture.findings().waitDifferences()).isZero();
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

    /** What waits for a price, but for what only a booking knows: when it came, and the version it was rated by. */
    private static String wait(LedgerFixture fixture) throws Exception {
        return fixture.value("""
                SELECT md5(string_agg(concat_ws(' ', tenant_id, event_key, occurred_at, dimension_id, reason, requests,
                    input_tokens, output_tokens), '|' ORDER BY event_key))
                FROM ledger.unpriced_wait""");
    }

    private static String rollup(LedgerFixture fixture) throws Exception {
        return fixture.value("""
                SELECT md5(string_agg(r::text, '|' ORDER BY tenant_id, bucket_start, dimension_id, currency))
                FROM ledger.usage_rollup r""");
    }
}
