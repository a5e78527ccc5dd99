package io.tokenledger.pricing.ledger;

import static io.tokenledger.contract.Capability.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Topics;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

            EarlierLedger.beforeUsageProfile(fixture);
            fixture.execute("DROP VIEW ledger.usage_by_quarter_hour, ledger.intake,"
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
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version::int > 1");
            migrate(fixture);

            assertThat(rollup(fixture)).isEqualTo(rollupAsBooked);
            assertThat(fixture.count("ledger.usage_rollup")).isGreaterThan(50);
            assertThat(fixture.count("ledger.rollup_difference")).isZero();
            assertThat(wait(fixture)).isEqualTo(waitAsBooked);
            assertThat(fixture.count("ledger.unpriced_wait")).isEqualTo(72);
            assertThat(fixture.findings().waitDifferences()).isZero();
        }
    }

    /** Events, aggregates, meters by name, a late price, a correction, a charge: all booked before there was a profile. */
    @Test
    void usageProfileOfAFilledLedgerIsFilledByItsMigration() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.book(0, usages());
            postLaterEntries(fixture);
            String profile = profile(fixture, "ledger.usage_profile");
            String meters = profile(fixture, "ledger.usage_profile_meter");

            EarlierLedger.beforeUsageProfile(fixture);
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version::int > 6");
            migrate(fixture);

            assertThat(profile(fixture, "ledger.usage_profile")).isEqualTo(profile);
            assertThat(profile(fixture, "ledger.usage_profile_meter")).isEqualTo(meters);
            assertThat(fixture.count("ledger.usage_profile WHERE capabilities > 0"))
                    .isPositive();
            assertThat(fixture.count("ledger.usage_profile_meter WHERE bucket_hours = 24"))
                    .isPositive();
            assertThat(fixture.value("SELECT count(DISTINCT entry_kind) FROM ledger.usage_entry"))
                    .isEqualTo("5");
            assertThat(fixture.findings().passed()).isTrue();

            fixture.book(1, List.of(LedgerFixture.using(LedgerFixture.usage("new", 9_000, 10), Set.of(TOOLS), 8_000L)));
            assertThat(fixture.value("SELECT string_agg(concat_ws(' ', bucket_hours, size_class, measured_input_tokens,"
                            + " repeated_prefix_tokens), ', ' ORDER BY bucket_hours)"
                            + " FROM ledger.usage_profile WHERE capabilities = 4"))
                    .isEqualTo("1 20200 9000 8000, 24 20200 9000 8000, 720 20200 9000 8000");
            assertThat(fixture.findings().passed()).isTrue();
        }
    }

    /** Quarters of an hour of several days, with later entries of every kind. */
    @Test
    void hoursAndDaysOfAFilledLedgerAreFilledByTheirMigration() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.book(0, usages());
            postLaterEntries(fixture);
            String hours = profile(fixture, "ledger.usage_rollup_hour");
            String days = profile(fixture, "ledger.usage_rollup_day");
            assertThat(fixture.value("SELECT count(DISTINCT bucket_start) FROM ledger.usage_rollup_day"))
                    .isEqualTo("2");

            EarlierLedger.beforeUsageByDay(fixture);
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version::int > 9");
            migrate(fixture);

            assertThat(profile(fixture, "ledger.usage_rollup_hour")).isEqualTo(hours);
            assertThat(profile(fixture, "ledger.usage_rollup_day")).isEqualTo(days);
            fixture.book(1, List.of(LedgerFixture.usage("new", 9_000, 10)));
            assertThat(fixture.findings().passed()).isTrue();
        }
    }

    private static final String ENTRIES_BUT_THEIR_CHANGE =
            "(SELECT to_jsonb(e) - 'change_id' FROM ledger.usage_by_entry e)";

    /** Entries of every kind from before there was a journal: it says nothing of them, and of all that follows. */
    @Test
    void journalOfAFilledLedgerBeginsWithItsMigration() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.book(0, usages());
            postLaterEntries(fixture);
            String entries = profile(fixture, ENTRIES_BUT_THEIR_CHANGE);

            EarlierLedger.beforeJournal(fixture);
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version::int > 7");
            migrate(fixture);

            assertThat(fixture.count("ledger.usage_entry WHERE change_id IS NOT NULL"))
                    .isZero();
            assertThat(profile(fixture, ENTRIES_BUT_THEIR_CHANGE)).isEqualTo(entries);
            assertThat(fixture.count("ledger.usage_change")).isZero();
            assertThat(fixture.findings().passed()).isTrue();

            fixture.book(1, List.of(LedgerFixture.usage("new", 9_000, 10)));
            assertThat(fixture.value("SELECT count(*) || ' ' || sum(c.requests) || ' ' || count(e.event_id)"
                            + " FROM ledger.usage_change_published c"
                            + " JOIN ledger.usage_by_entry e ON e.tenant = c.tenant AND e.change_id = c.change_id"
                            + " AND e.occurred_at BETWEEN c.first_occurred_at AND c.last_occurred_at"))
                    .isEqualTo("1 1 1");
            assertThat(fixture.findings().passed()).isTrue();
        }
    }

    /** Entries of every kind from before others had a say: nobody says anything of them, and the rules hold for them. */
    @Test
    void entriesOfAFilledLedgerSayNothingOfOthersAfterTheirMigration() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.book(0, usages());
            postLaterEntries(fixture);
            String entries = profile(fixture, "ledger.entry_published");

            EarlierLedger.beforeWhatOthersSay(fixture);
            fixture.execute("DELETE FROM ledger.flyway_schema_history WHERE version::int > 11");
            migrate(fixture);

            assertThat(profile(fixture, "ledger.entry_published")).isEqualTo(entries);
            assertThat(fixture.count("ledger.usage_drift")).isZero();
            assertThat(fixture.count("ledger.usage_stated")).isZero();
            fixture.book(1, List.of(LedgerFixture.usage("new", 9_000, 10)));
            assertThat(fixture.findings().passed()).isTrue();
        }
    }

    private static List<MeteredUsage> usages() {
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 0; i < 400; i++) {
            Meters meters = Meters.builder()
                    .set(Meter.INPUT, 137L * i)
                    .set(i % 5 == 0 ? Meter.IMAGE_INPUT : Meter.CACHED_INPUT, 11L * i)
                    .set(i % 9 == 0 ? Meter.AUDIO_OUTPUT : Meter.OUTPUT, 41L * i)
                    .set(Meter.of("ocr_pages"), i % 10 == 0 ? i : 0)
                    .set(Meter.VIDEO_INPUT, i % 11)
                    .set(Meter.REQUESTS, i % 4)
                    .build();
            usages.add(LedgerFixture.usage(
                    "acme",
                    "e" + i,
                    i % 7 == 0 ? "unheard-of" : "o4-mini",
                    LedgerFixture.NOON.plusSeconds(i < 300 ? 301L * i : 0),
                    meters));
        }
        return usages;
    }

    /** Entries of every later kind, about the first event. */
    private static void postLaterEntries(LedgerFixture fixture) throws Exception {
        MeteredUsage usage = usages().getFirst();
        UsageDimension dimension = UsageDimension.of(usage);
        LedgerEvent event = LedgerEvent.of(usage, usage.eventKey(), dimension, dimension.id());
        LedgerEvent occasion =
                LedgerEvent.ofCharge(dimension, usage.occurredAt(), "contract/1", "2026-11", LedgerFixture.NOON);
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new LedgerPosting()
                    .post(
                            connection,
                            List.of(
                                    EntryRow.reversal(event, 1, new EntryAmount.Unknown("model_unknown"), null),
                                    EntryRow.pricing(event, 2, usd(1_000), 1L, null),
                                    EntryRow.correction(event, 3, usd(-1), 2L, "repricing/1"),
                                    EntryRow.charge(occasion, 1, "USD", BigInteger.TWO, "contract/1")),
                            LedgerFixture.NOON);
            connection.commit();
            connection.setAutoCommit(true);
        }
        fixture.execute("DELETE FROM ledger.unpriced_wait WHERE event_key = '" + usage.eventKey() + "'");
    }

    private static EntryAmount.Known usd(long pico) {
        return new EntryAmount.Known(1L, "USD", BigInteger.valueOf(pico));
    }

    private static void migrate(LedgerFixture fixture) {
        Flyway.configure()
                .dataSource(fixture.database.ownerDataSource())
                .schemas("ledger")
                .locations("classpath:db/ledger")
                .createSchemas(false)
                .load()
                .migrate();
    }

    private static String profile(LedgerFixture fixture, String table) throws Exception {
        return fixture.value(
                "SELECT count(*) || ' ' || md5(string_agg(p::text, '|' ORDER BY p::text)) FROM " + table + " p");
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
