package io.tokenledger.pricing.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Takes migrations back, the latest first; the owner of the schema makes them again. */
final class EarlierLedger {
    private EarlierLedger() {}

    /** As it was before entries said what others say of them. The views of the entries are made again as they were. */
    static void beforeWhatOthersSay(LedgerFixture fixture) throws Exception {
        fixture.execute("DROP INDEX ledger.rejected_event_received");
        fixture.execute("DROP VIEW ledger.usage_drift_published, ledger.usage_stated_published,"
                + " ledger.rollup_drift_difference, ledger.rollup_stated_difference, ledger.usage_drift_grouped,"
                + " ledger.usage_stated_grouped, ledger.usage_by_entry, ledger.entry_published");
        fixture.execute("DROP TABLE ledger.usage_drift, ledger.usage_stated");
        fixture.execute("ALTER TABLE ledger.usage_entry DROP COLUMN aborted, DROP COLUMN free_reason,"
                + " DROP COLUMN stated_cost_pico, DROP COLUMN stated_cost_by, DROP COLUMN stated_difference_pico,"
                + " DROP COLUMN text_input_tokens,"
                + " DROP COLUMN text_input_provenance, DROP COLUMN text_output_tokens,"
                + " DROP COLUMN text_output_provenance, DROP COLUMN reasoning_at_most,"
                + " ADD CONSTRAINT usage_entry_priced_or_not CHECK ((cost_pico IS NULL) = (unpriced_reason IS NOT NULL)"
                + " AND (entry_kind = 'charge' OR (cost_pico IS NULL) = (price_id IS NULL)))");
        fixture.execute(statement("V8__journal_of_changes.sql", "CREATE OR REPLACE VIEW ledger.usage_by_entry"));
        fixture.execute("GRANT SELECT ON ledger.usage_by_entry TO report_app, grafana, pricing_app");
        fixture.execute(statement("V11__published_entries.sql", "CREATE VIEW ledger.entry_published"));
        fixture.execute("GRANT SELECT ON ledger.entry_published TO report_app, pricing_app");
    }

    /** The statement of a migration that begins so. */
    private static String statement(String migration, String beginning) throws IOException {
        try (InputStream file = EarlierLedger.class.getResourceAsStream("/db/ledger/" + migration)) {
            String text = new String(Objects.requireNonNull(file, migration).readAllBytes(), StandardCharsets.UTF_8);
            int from = text.indexOf(beginning);
            return text.substring(from, text.indexOf(';', from));
        }
    }

    /** As it was before entries were published one by one. */
    static void beforePublishedEntries(LedgerFixture fixture) throws Exception {
        beforeWhatOthersSay(fixture);
        fixture.execute("DROP VIEW ledger.entry_published");
        fixture.execute("DROP INDEX ledger.usage_entry_more_meters_idx");
    }

    /** As it was before there were hours and days. */
    static void beforeUsageByDay(LedgerFixture fixture) throws Exception {
        beforePublishedEntries(fixture);
        fixture.execute("DROP VIEW ledger.usage_by_hour, ledger.usage_by_day, ledger.usage_rollup_published,"
                + " ledger.usage_rollup_hour_published, ledger.usage_rollup_day_published,"
                + " ledger.rollup_hour_difference, ledger.rollup_day_difference, ledger.usage_rollup_hour_grouped,"
                + " ledger.usage_rollup_day_grouped");
        fixture.execute("DROP TABLE ledger.usage_rollup_hour, ledger.usage_rollup_day");
    }

    /** As it was before periods were closed. */
    static void beforeClosingOfPeriods(LedgerFixture fixture) throws Exception {
        beforeUsageByDay(fixture);
        fixture.execute("DROP VIEW ledger.closing_published");
        fixture.execute("DROP FUNCTION ledger.close_books");
        fixture.execute("GRANT INSERT ON ledger.closing TO pricing_app");
    }

    /** As it was before there was a journal; the view of the entries is made again by the migration. */
    static void beforeJournal(LedgerFixture fixture) throws Exception {
        beforeClosingOfPeriods(fixture);
        fixture.execute("DROP VIEW ledger.journal_difference, ledger.usage_change_published,"
                + " ledger.change_stream_published, ledger.usage_by_entry");
        fixture.execute("DROP TABLE ledger.usage_change, ledger.change_stream");
        fixture.execute("DROP SEQUENCE ledger.change_number");
        fixture.execute("ALTER TABLE ledger.usage_entry DROP COLUMN change_id");
    }

    /** As it was before there was a profile; what is dropped first stands on what is dropped last. */
    static void beforeUsageProfile(LedgerFixture fixture) throws Exception {
        beforeJournal(fixture);
        fixture.execute("DROP VIEW ledger.profile_difference, ledger.usage_profile_grouped,"
                + " ledger.usage_profile_meter_grouped, ledger.usage_entry_sized, ledger.usage_profile_published,"
                + " ledger.usage_profile_meter_published, ledger.dimension_published");
        fixture.execute("DROP TABLE ledger.usage_profile, ledger.usage_profile_meter");
        fixture.execute("DROP FUNCTION ledger.size_class, ledger.used_capabilities");
        fixture.execute("DROP INDEX ledger.usage_entry_large_idx, ledger.usage_entry_later_idx");
        fixture.execute("ALTER TABLE ledger.usage_entry DROP CONSTRAINT usage_entry_size_of_event_known,"
                + " DROP COLUMN capabilities, DROP COLUMN repeated_prefix_tokens, DROP COLUMN event_input_tokens,"
                + " DROP COLUMN event_output_tokens, DROP COLUMN event_reasoning_tokens, DROP COLUMN event_requests");
    }
}
