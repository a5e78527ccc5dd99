package io.tokenledger.report.directcost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A month of 150 000 groups of entries: what is read of the ledger for it, and how much memory that takes. */
class MeterCellStreamIT {
    private static final int TEAMS = 5_000;
    private static final int DAYS = 30;
    private static TestLedger ledger = new TestLedger("meter_cells");

    @BeforeAll
    static void book() {
        ledger = TestLedger.empty("meter_cells");
        long price = ListPrice.publish(
                        ledger,
                        List.of(ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01", null, "1.10", "0.275", "4.40")))
                .getFirst();
        Bookkeeper.execute(ledger, """
                INSERT INTO ledger.usage_dimension
                SELECT tenant, md5('team' || team)::uuid, 'team-' || team, '', '', '', 'openai', 'o4-mini', 'standard', '', ''
                FROM generate_series(1, %d) AS team, unnest('{acme,globex}'::text[]) AS tenant
                """.formatted(TEAMS));
        for (String month : List.of("2026-05", "2026-06")) {
            Bookkeeper.execute(ledger, """
                    INSERT INTO ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id,
                        source, event_id, event_type, plain_input_tokens, cached_input_tokens, cache_write_tokens,
                        cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens,
                        reasoning_tokens, audio_output_tokens, requests, web_searches, more_meters, input_provenance,
                        output_provenance, price_id, currency, cost_pico, unpriced_requests, received_at, booked_at,
                        book_version)
                    SELECT 'acme', timestamptz '%s-01 12:00Z' + day * interval '1 day', gen_random_uuid(), 0, 'usage',
                           md5('team' || team)::uuid, 'test', '', '', team, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0,
                           CASE WHEN team = 77 AND day = 7 THEN '{"cached_image_input": 4}'::jsonb END, 'provider',
                           'provider', %d, 'USD',
                           team::bigint * 1100000 + CASE WHEN team = 77 AND day = 7 THEN 4 * 275000 ELSE 0 END, 0, now(), now(), 1
                    FROM generate_series(1, %d) AS team, generate_series(0, %d) AS day
                    """.formatted(month, price, TEAMS, DAYS - 1));
        }
        Bookkeeper.execute(ledger, "ANALYZE ledger.usage_entry, ledger.usage_dimension");
    }

    @Test
    void threeHundredThousandCellsAreReadInASmallHeap() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamedCells.class.getName(),
                        ledger.serviceUrl(),
                        "acme")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(child.waitFor()).as("exit code; " + told).isZero();
        long inputPico = (long) DAYS * (TEAMS * (TEAMS + 1L) / 2) * 1_100_000 + 4 * 275_000;
        assertThat(told).isEqualTo((2L * TEAMS * DAYS + 1) + " " + inputPico);
    }

    @Test
    void ofAnotherMonthOnlyTheIndexOfWhatIsAccountedLateIsRead() throws SQLException {
        List<String> plan = plan(new MeterSql(false, true, false, false, 0));
        String furtherMeters = indexOf("usage_entry_more_meters_idx", "2026_05");
        String late = indexOf("usage_entry_accounted_idx", "2026_05");

        // May has as many entries as June, and the months without any do not matter to the planner.
        List<String> may = plan.stream()
                .filter(line -> line.contains(" on usage_entry_2026_05 ") && !line.contains("Bitmap Heap Scan"))
                .toList();

        assertThat(may)
                .as(String.join("\n", plan))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsAnyOf(" " + late + " ", " " + furtherMeters + " "));
        assertThat(plan).anySatisfy(line -> assertThat(line).contains("usage_entry_2026_06_pkey"));
    }

    @Test
    void furtherMetersAreFoundByTheirOwnIndex() throws SQLException {
        assertThat(String.join("\n", plan(new MeterSql(false, true, false, false, 0))))
                .contains(" " + indexOf("usage_entry_more_meters_idx", "2026_06") + " ");
    }

    /** What an index is called in a month. */
    private static String indexOf(String index, String month) throws SQLException {
        try (Connection connection = ledger.owner();
                Statement statement = connection.createStatement()) {
            ResultSet found = statement.executeQuery("""
                    SELECT part.relname FROM pg_inherits
                    JOIN pg_class part ON part.oid = inhrelid
                    JOIN pg_index ON indexrelid = part.oid
                    WHERE inhparent = 'ledger.%s'::regclass AND indrelid = 'ledger.usage_entry_%s'::regclass
                    """.formatted(index, month));
            found.next();
            return found.getString(1);
        }
    }

    private static List<String> plan(MeterSql sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection =
                        ledger.serviceDataSource("-c enable_seqscan=off").getConnection();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql.text())) {
            statement.setArray(1, connection.createArrayOf("timestamptz", new String[] {"2026-05-01T00:00:00Z"}));
            statement.setString(2, "acme");
            statement.setObject(3, OffsetDateTime.parse("2026-06-01T00:00:00Z"));
            statement.setObject(4, OffsetDateTime.parse("2026-07-01T00:00:00Z"));
            statement.setString(5, "acme");
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                plan.add(row.getString(1));
            }
        }
        return plan;
    }
}
