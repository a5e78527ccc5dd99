package io.tokenledger.pricing.ledger;

import static io.tokenledger.contract.Capability.TOOLS;
import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static io.tokenledger.pricing.ledger.LedgerFixture.using;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What report reads of the usage profile and of single entries, as the role that it reads by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedProfileIT {
    private static final EntryAmount UNKNOWN = new EntryAmount.Unknown("model_unknown");

    private final LedgerFixture fixture = new LedgerFixture();

    @BeforeAll
    void book() throws Exception {
        fixture.prepared();
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 60_000)
                .set(Meter.IMAGE_INPUT, 10_001)
                .set(Meter.REASONING, 4)
                .set(Meter.OUTPUT, 7)
                .set(Meter.of("ocr_pages"), 3)
                .set(Meter.REQUESTS, 2)
                .build();
        MeteredUsage late = using(usage("acme", "late", "unheard-of", NOON, meters), Set.of(TOOLS), 50_000L);
        fixture.book(usage("small", 1_000, 10), late);
        UsageDimension dimension = UsageDimension.of(late);
        LedgerEvent event = LedgerEvent.of(late, late.eventKey(), dimension, dimension.id());
        var occasion = LedgerEvent.ofCharge(dimension, NOON, "contract/1", "2026-11", NOON);
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new LedgerPosting()
                    .post(
                            connection,
                            List.of(
                                    EntryRow.reversal(event, 1, UNKNOWN, null),
                                    EntryRow.pricing(event, 2, usd(500), 1L, null),
                                    EntryRow.correction(event, 3, usd(-20), 2L, "repricing/1"),
                                    EntryRow.charge(occasion, 1, "USD", BigInteger.TWO, "contract/1")),
                            NOON);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void everyEntryOfAnEventTellsTheSizeOfItsEventAndChargesAreLeftOut() throws Exception {
        assertThat(rows("""
                        SELECT concat_ws(' ', entry_no, entry_kind, currency, plain_input_tokens, requests, more_meters,
                            unpriced_requests, cost_pico, capabilities, size_class, measured_input_tokens,
                            repeated_prefix_tokens, request_input_tokens, request_output_tokens,
                            request_reasoning_tokens, request_requests, request_total_tokens)
                        FROM ledger.usage_entry_sized
                        WHERE tenant = 'acme' AND request_requests = 2 ORDER BY entry_no"""))
                .containsExactly(
                        "0 usage XXX 60000 2 {\"ocr_pages\": 3} 2 0 5 40400 70001 50000 70001 11 4 2 70012",
                        "1 reversal XXX -60000 -2 {\"ocr_pages\": -3} -2 0 5 40400 -70001 -50000 70001 11 4 2 70012",
                        "2 pricing USD 60000 2 {\"ocr_pages\": 3} 0 500 5 40400 70001 50000 70001 11 4 2 70012",
                        "3 correction USD 0 0 0 -20 5 40400 0 0 70001 11 4 2 70012");
        assertThat(rows("SELECT concat_ws(' ', entry_kind, size_class, capabilities, measured_input_tokens,"
                        + " coalesce(repeated_prefix_tokens::text, 'not measured'))"
                        + " FROM ledger.usage_entry_sized WHERE tenant = 'acme' AND request_requests = 1"))
                .containsExactly("usage 0 0 0 not measured");
        assertThat(fixture.count("ledger.usage_entry WHERE entry_kind = 'charge'"))
                .isEqualTo(1);
    }

    @Test
    void profileMovesFromNoCurrencyToThatOfTheLatePriceAndKeepsItsBounds() throws Exception {
        assertThat(rows("""
                        SELECT concat_ws(' ', bucket_hours, currency, requests, plain_input_tokens, unpriced_requests,
                            cost_pico, measured_input_tokens, repeated_prefix_tokens, min_input_tokens,
                            max_input_tokens, min_total_tokens, max_total_tokens, min_output_tokens, max_output_tokens)
                        FROM ledger.usage_profile_published
                        WHERE tenant = 'acme' AND size_class = 40400 AND capabilities = 5 AND bucket_start =
                            CASE bucket_hours WHEN 1 THEN timestamptz '2026-11-20 12:00Z' WHEN 24 THEN '2026-11-20Z'
                                ELSE '2026-11-01Z' END
                        ORDER BY bucket_hours, currency DESC"""))
                .containsExactly(
                        "1 XXX 0 0 0 0 0 0 35000 35001 35006 35006 5 6",
                        "1 USD 2 60000 0 480 70001 50000 35000 35001 35006 35006 5 6",
                        "24 XXX 0 0 0 0 0 0 35000 35001 35006 35006 5 6",
                        "24 USD 2 60000 0 480 70001 50000 35000 35001 35006 35006 5 6",
                        "720 XXX 0 0 0 0 0 0 35000 35001 35006 35006 5 6",
                        "720 USD 2 60000 0 480 70001 50000 35000 35001 35006 35006 5 6");
        assertThat(rows("SELECT concat_ws(' ', bucket_hours, currency, meter, quantity)"
                        + " FROM ledger.usage_profile_meter_published WHERE tenant = 'acme'"
                        + " ORDER BY bucket_hours, currency DESC"))
                .containsExactly(
                        "1 XXX ocr_pages 0",
                        "1 USD ocr_pages 3",
                        "24 XXX ocr_pages 0",
                        "24 USD ocr_pages 3",
                        "720 XXX ocr_pages 0",
                        "720 USD ocr_pages 3");
    }

    @Test
    void absentAttributionIsNullToReaders() throws Exception {
        assertThat(rows("SELECT concat_ws(' ', tenant, team, coalesce(project, '-'), app, environment, provider,"
                        + " service_tier, coalesce(reasoning_effort, '-'), coalesce(region, '-'))"
                        + " FROM ledger.dimension_published WHERE tenant = 'acme' AND model = 'unheard-of'"))
                .containsExactly("acme search - ranker prod openai standard - -");
    }

    @Test
    void largeEntriesAndLaterOnesAreFoundByTheirIndexes() throws Exception {
        var many = new ArrayList<MeteredUsage>();
        for (int i = 0; i < 3_000; i++) {
            many.add(usage(
                    "globex",
                    "many-" + i,
                    "o4-mini",
                    NOON.minusSeconds(i),
                    Meters.builder().set(Meter.INPUT, i).build()));
        }
        fixture.book(1, many);
        fixture.execute("ANALYZE ledger.usage_entry");
        String plan = String.join("\n", rows("""
                EXPLAIN SELECT event_key FROM ledger.usage_entry_sized
                WHERE tenant = 'globex' AND dimension_id = '00000000-0000-0000-0000-000000000000'
                  AND occurred_at >= '2026-11-01Z' AND occurred_at < '2026-12-01Z' AND request_total_tokens > 65536"""));
        assertThat(plan)
                .contains("usage_entry_2026_11_tenant_id_dimension_id_occurred_at_idx")
                .contains("usage_entry_2026_11_tenant_id_occurred_at_idx")
                .doesNotContain("usage_entry_2026_10");
    }

    /** A call per row would cost more than the rest of the query. */
    @Test
    void classOfSizeAndCapabilitiesAreWorkedOutWithoutACallPerRow() throws Exception {
        assertThat(String.join(
                        "\n",
                        rows("EXPLAIN VERBOSE SELECT size_class, capabilities"
                                + " FROM ledger.usage_entry_sized WHERE tenant = 'acme'")))
                .contains("width_bucket")
                .doesNotContain("size_class(")
                .doesNotContain("used_capabilities(");
    }

    @Test
    void readerSeesTheViewsAndNotTheTablesBehindThem() {
        for (String table : List.of("usage_profile", "usage_profile_meter", "usage_dimension", "usage_entry")) {
            assertThatThrownBy(() -> rows("SELECT 1 FROM ledger." + table)).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> rows("DELETE FROM ledger.usage_profile_published"))
                .hasMessageContaining("permission denied");
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(fixture.database.jdbcUrl("report_app"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            try (ResultSet row = statement.executeQuery(sql)) {
                var rows = new ArrayList<String>();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
                return rows;
            }
        }
    }

    private static EntryAmount.Known usd(long pico) {
        return new EntryAmount.Known(1L, "USD", BigInteger.valueOf(pico));
    }
}
