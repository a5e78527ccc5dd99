package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.allocation.ManualItem;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bills of a vendor beside a ledger. Every test has tenants of its own in one database. */
class ReconciliationIT {
    private static final Period OCTOBER = PeriodParameters.month(YearMonth.of(2026, 10), ZoneOffset.UTC);
    private static Books books;

    @BeforeAll
    static void open() {
        books = new Books("reconciliation");
    }

    @Test
    void threePercentOfEventsThatWereLostAreMissingUsage() {
        books.book(books.events("lost", "2026-10-05", 97));
        books.book(books.events("lost_neighbour", "2026-10-05", 40));
        books.bill("lost", Books.costs("2026-10-05", 100, true));
        ReconciliationJson run = books.compare("lost", "2026-10-05", "2026-10-06");
        // An event costs 1000 × 1.10 + 400 × 0.275 + 100 × 4.40 for a million: $0.00165.
        assertThat(run.billed()).isEqualTo("0.165");
        assertThat(run.booked()).isEqualTo("0.16005");
        assertThat(Books.parts(run)).containsExactly("missing_usage 0.00495");
        assertThat(books.reader.rows("lost", run.id(), Part.MISSING_USAGE, 0, 10).stream()
                        .map(row -> row.meter() + " " + row.quantity() + " " + row.amount() + " "
                                + row.vendorLines().getFirst().lineItem()))
                .containsExactly(
                        "cached_input 1200 0.00033 o4-mini-2025-04-16, cached input",
                        "input 3000 0.0033 o4-mini-2025-04-16, input",
                        "output 300 0.00132 o4-mini-2025-04-16, output");
        assertThat(books.reader.rows("lost", run.id(), null, 0, 1).getFirst().usageEntries())
                .isEqualTo("/v1/usage-entries?tenant=lost&from=2026-10-05&to=2026-10-06&timezone=UTC"
                        + "&filter.model=o4-mini-2025-04-16&filter.service_tier=standard");
    }

    @Test
    void costsWithoutQuantitiesAreExplainedByTheUsageReport() {
        books.book(books.events("usage", "2026-10-05", 99));
        books.bill("usage", Books.costs("2026-10-05", 100, false));
        assertThat(Books.parts(books.compare("usage", "2026-10-05", "2026-10-06")))
                .containsExactly("amount_only 0.00165");
        String usage = """
            {"data":[{"start_time":%d,"end_time":%d,"results":[{"model":"o4-mini-2025-04-16","input_tokens":140000,
              "input_cached_tokens":40000,"output_tokens":10000,"num_model_requests":100,"project_id":"proj_1",
              "batch":false,"service_tier":"default"}]}]}
            """.formatted(
                        Instant.parse("2026-10-05T00:00:00Z").getEpochSecond(),
                        Instant.parse("2026-10-06T00:00:00Z").getEpochSecond());
        books.imports.take(
                new BillImport.Asked("usage", "openai", BillFormat.OPENAI_USAGE, null, 1, "", ""),
                PlainCsvBill.NONE,
                new java.io.ByteArrayInputStream(usage.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                false);
        assertThat(Books.parts(books.compare("usage", "2026-10-05", "2026-10-06")))
                .containsExactly("missing_usage 0.00165");
    }

    @Test
    void sameFileAgainChangesNothingAndADryRunWritesNothing() {
        String page = Books.costs("2026-10-05", 10, true);
        assertThat(books.bill("again", null, 1, page, true).added()).isEqualTo(3);
        assertThatThrownBy(() -> books.compare("again", "2026-10-05", "2026-10-06"))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_NO_BILL);
        assertThat(books.bill("again", page + page))
                .extracting("added", "unchanged")
                .containsExactly(3, 3);
        assertThat(books.bill("again", page)).extracting("added", "unchanged").containsExactly(0, 3);
        assertThat(books.compare("again", "2026-10-05", "2026-10-06").billed()).isEqualTo("0.0165");
    }

    @Test
    void correctedBillIsRefusedUntilItIsARevisionAndThenCountsWhole() {
        books.bill("corrected", "INV-1", 1, Books.costs("2026-10-05", 10, true), false);
        BillImportJson refused = books.bill("corrected", "INV-1", 1, Books.costs("2026-10-05", 11, true), false);
        assertThat(refused.refused()).isEqualTo(3);
        assertThat(refused.lines().getFirst().code()).isEqualTo("vendor_bill.conflict");
        assertThat(books.bill("corrected", "INV-1", 2, Books.costs("2026-10-05", 11, true), false)
                        .added())
                .isEqualTo(3);
        assertThat(books.compare("corrected", "2026-10-05", "2026-10-06").billed())
                .isEqualTo("0.01815");
        BillImportJson old = books.bill("corrected", "INV-1", 1, Books.costs("2026-10-05", 10, true), false);
        assertThat(old.lines().getFirst().code()).isEqualTo("vendor_bill.superseded");
        BillImportJson twice = books.bill("corrected", "INV-2", 1, Books.costs("2026-10-05", 11, true), false);
        assertThat(twice.lines()).allSatisfy(line -> assertThat(line.detail()).contains("bill 'INV-1' has this line"));
    }

    @Test
    void anotherTenantHasNothingOfIt() {
        books.book(books.events("one", "2026-10-05", 10));
        books.bill("one", Books.costs("2026-10-05", 10, true));
        ReconciliationJson run = books.compare("one", "2026-10-05", "2026-10-06");
        assertThat(run.variance()).isEqualTo("0");
        assertThatThrownBy(() -> books.compare("other", "2026-10-05", "2026-10-06"))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_NO_BILL);
        assertThatThrownBy(() -> books.reader.one("other", run.id()))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_UNKNOWN);
        assertThatThrownBy(() -> books.reader.rows("other", run.id(), null, 0, 1))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_UNKNOWN);
        assertThat(books.read(connection -> VarianceReader.of(connection, "other", OCTOBER))
                        .isCompared())
                .isFalse();
    }

    @Test
    void acceptedPartIsAManualItemOnceAndExplainsTheVariance() {
        books.book(books.events("accepts", "2026-10-05", 97));
        books.bill("accepts", Books.costs("2026-10-05", 100, true));
        ReconciliationJson run = books.compare("accepts", "2026-10-05", "2026-10-06");
        assertThatThrownBy(() -> books.accept(run, "\"parts\":[\"missing_usage\"]", "0.0049"))
                .hasMessageContaining("comes to 0.00495 USD")
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_AMOUNT);
        Acceptance first = books.accept(run, "\"rows\":[\"2\"]", "0.0033");
        assertThatThrownBy(() -> books.accept(run, "\"parts\":[\"missing_usage\"]", "0.00495"))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_ACCEPTED);
        books.accept(run, "\"rows\":[\"1\",\"3\"]", "0.00165");

        assertThat(items("accepts"))
                .containsExactly(
                        ManualItem.Kind.RECONCILIATION + " reconciliation:openai unattributed 2026-10-05 USD 1650000000"
                                + " reconciliation/" + run.id(),
                        ManualItem.Kind.RECONCILIATION + " reconciliation:openai unattributed 2026-10-05 USD 3300000000"
                                + " reconciliation/" + run.id());
        assertThat(books.reader.one("accepts", run.id()).open()).isEqualTo("0");
        Variance variance = books.read(connection -> VarianceReader.of(connection, "accepts", OCTOBER));
        assertThat(variance.providers().getFirst().unexplainedPico()).isZero();
        assertThat(variance.share()).isEqualByComparingTo("0");

        ReconciliationJson again = books.compare("accepts", "2026-10-05", "2026-10-06");
        assertThat(again).extracting("variance", "accepted", "open").containsExactly("0.00495", "0.00495", "0");
        assertThatThrownBy(() -> books.accept(run, "\"rows\":[\"1\"]", "0"))
                .extracting("error")
                .isEqualTo(ReportError.RECONCILIATION_SUPERSEDED);

        takeBack("accepts", first);
        assertThat(books.compare("accepts", "2026-10-05", "2026-10-06").open()).isEqualTo("0.0033");
        assertThat(books.read(connection -> VarianceReader.of(connection, "accepts", OCTOBER))
                        .share())
                .isEqualByComparingTo("0.02"); // 0.0033 of 0.165
    }

    @Test
    void whatWasAcceptedAndIsNoMoreIsOpenTheOtherWay() {
        books.book(books.events("vanishes", "2026-10-05", 9));
        books.bill("vanishes", "B", 1, Books.costs("2026-10-05", 10, true), false);
        ReconciliationJson run = books.compare("vanishes", "2026-10-05", "2026-10-06");
        books.accept(run, "\"parts\":[\"missing_usage\"]", "0.00165");
        books.bill("vanishes", "B", 2, Books.costs("2026-10-05", 9, true), false);
        ReconciliationJson again = books.compare("vanishes", "2026-10-05", "2026-10-06");
        assertThat(again).extracting("variance", "accepted", "open").containsExactly("0", "0.00165", "-0.00165");
        books.accept(again, "\"parts\":[\"missing_usage\"]", "-0.00165");
        assertThat(books.compare("vanishes", "2026-10-05", "2026-10-06"))
                .extracting("accepted", "open")
                .containsExactly("0", "0");
    }

    @Test
    void acceptanceForAClosedPeriodIsBookedOnTheFirstOpenDay() {
        books.book(books.events("closed", "2026-10-05", 9));
        books.bill("closed", Books.costs("2026-10-05", 10, true));
        Bookkeeper.execute(
                books.ledger,
                "INSERT INTO ledger.closing VALUES ('closed', '2026-11-01 00:00Z', 'ann', 'month end', now())");
        ReconciliationJson run = books.compare("closed", "2026-10-05", "2026-10-06");
        assertThatThrownBy(() -> books.accept(run, "\"parts\":[\"missing_usage\"],\"day\":\"2026-10-05\"", "0.00165"))
                .extracting("error")
                .isEqualTo(ReportError.BOOKS_CLOSED);
        assertThat(books.accept(run, "\"parts\":[\"missing_usage\"]", "0.00165").day())
                .isEqualTo(LocalDate.of(2026, 11, 1));
    }

    @Test
    void ofManyWhoAcceptTheSameAtOnceOneDoes() throws Exception {
        books.book(books.events("race", "2026-10-05", 9));
        books.bill("race", Books.costs("2026-10-05", 10, true));
        ReconciliationJson run = books.compare("race", "2026-10-05", "2026-10-06");
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(() -> {
                try {
                    books.accept(run, "\"parts\":[\"missing_usage\"]", "0.00165");
                    return true;
                } catch (ReportProblem refused) {
                    assertThat(refused.error()).isEqualTo(ReportError.RECONCILIATION_ACCEPTED);
                    return false;
                }
            });
        }
        int accepted = 0;
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> each : pool.invokeAll(tries)) {
                accepted += each.get() ? 1 : 0;
            }
        }
        assertThat(accepted).isEqualTo(1);
        assertThat(items("race")).hasSize(1);
    }

    @Test
    void lateUsageOfAClosedPeriodIsApartAndNeverUsageOfItsNewPeriod() {
        List<LedgerEntry> entries = new ArrayList<>(books.events("late", "2026-10-05", 9));
        entries.add(books.event("late", "2026-10-05T23:00:00Z").accounted(Instant.parse("2026-11-01T00:00:00Z")));
        entries.addAll(books.events("late", "2026-11-01", 5));
        books.book(entries);
        books.bill("late", Books.costs("2026-10-05", 10, true));
        books.bill("late", Books.costs("2026-11-01", 5, true));
        ReconciliationJson october = books.compare("late", "2026-10-05", "2026-10-06");
        assertThat(Books.parts(october)).containsExactly("late -0.00165", "missing_usage 0.00165");
        assertThat(october.variance()).isEqualTo("0");
        assertThat(Books.parts(books.compare("late", "2026-11-01", "2026-11-02")))
                .isEmpty();
    }

    @Test
    void unmappedLineIsShownWithItsMoneyUntilAMappingSaysWhatItIs() {
        books.book(books.events("unmapped", "2026-10-05", 10));
        String page =
                Books.costs("2026-10-05", 10, true).replace("o4-mini-2025-04-16, input", "House o4, fresh tokens");
        BillImportJson told = books.bill("unmapped", page);
        assertThat(told.unmapped())
                .containsExactly(new BillImportJson.UnmappedJson("House o4, fresh tokens", "USD", "0.011", 1));
        assertThat(Books.parts(books.compare("unmapped", "2026-10-05", "2026-10-06")))
                .containsExactly("unmapped 0.011", "extra_usage -0.011");
        books.mappings.keep(io.tokenledger.report.json.JsonFields.parse(
                "{\"tenant\":\"unmapped\",\"provider\":\"openai\",\"pattern\":\"House o4,"
                        + " fresh*\",\"model\":\"o4-mini\",\"meter\":\"input\",\"author\":\"ann\",\"reason\":\"our name"
                        + " for it\"}"));
        assertThat(Books.parts(books.compare("unmapped", "2026-10-05", "2026-10-06")))
                .isEmpty();
    }

    @Test
    void billInAnotherCurrencyIsComparedAtTheRateOfItsDay() {
        books.book(books.events("euro", "2026-10-05", 10));
        books.bill("euro", Books.costs("2026-10-05", 8, true).replace("\"usd\"", "\"eur\""));
        ReconciliationJson run = books.compare("euro", "2026-10-05", "2026-10-06", ",\"currency\":\"USD\"");
        // Eight events cost 0.0132; as euros at 1.25 dollars they are 0.0165 dollars: what ten cost.
        assertThat(run).extracting("billed", "booked", "variance").containsExactly("0.0165", "0.0165", "0");
        assertThat(run.parts().stream().map(ReconciliationJson.PartJson::part)).containsExactly("extra_usage", "price");
        assertThat(run.facts().path("conversions").path(0).path("from").asText())
                .isEqualTo("EUR");
    }

    @Test
    void projectsAreComparedWhereTheyAreToldToBeTheSame() {
        books.book(
                List.of(LedgerEntry.usage("projects", "2026-10-05T01:00:00Z", "project", "ranker", "model", "o4-mini")
                        .with("input", 1)
                        .priced(1, "USD", java.math.BigInteger.valueOf(1_100_000), 1L)));
        books.bill("projects", """
            {"data":[{"start_time":%d,"end_time":%d,"results":[{"amount":{"value":0.0000011,"currency":"usd"},
              "line_item":"o4-mini, input","project_id":"proj_9","quantity":1}]}]}
            """.formatted(
                        Instant.parse("2026-10-05T00:00:00Z").getEpochSecond(),
                        Instant.parse("2026-10-06T00:00:00Z").getEpochSecond()));
        assertThat(Books.parts(books.compare("projects", "2026-10-05", "2026-10-06")))
                .isEmpty();
        assertThat(Books.parts(
                        books.compare("projects", "2026-10-05", "2026-10-06", ",\"projects\":{\"proj_9\":\"ranker\"}")))
                .isEmpty();
        assertThat(Books.parts(books.compare("projects", "2026-10-05", "2026-10-06", ",\"projects\":{}")))
                .containsExactly("missing_usage 0.0000011", "extra_usage -0.0000011");
    }

    @Test
    void latestComparisonOfADayCountsAndDaysAreThoseThatBeginInThePeriod() {
        books.book(books.events("days", "2026-10-05", 10));
        books.bill("days", Books.costs("2026-10-05", 11, true));
        books.bill("days", Books.costs("2026-09-30", 1, true));
        books.compare("days", "2026-09-30", "2026-10-06");
        books.book(books.events("days", "2026-10-05", 1));
        books.compare("days", "2026-10-05", "2026-10-06");
        Variance october = books.read(connection -> VarianceReader.of(connection, "days", OCTOBER));
        assertThat(october.providers()).hasSize(1);
        assertThat(october.providers().getFirst().comparedDays()).isEqualTo(5);
        assertThat(october.providers().getFirst().unexplainedPico()).isZero();
        Period kathmandu = PeriodParameters.month(YearMonth.of(2026, 10), ZoneId.of("Asia/Kathmandu"));
        assertThat(books.read(connection -> VarianceReader.of(connection, "days", kathmandu))
                        .providers()
                        .getFirst()
                        .comparedDays())
                .isEqualTo(5);
        Period johns = PeriodParameters.month(YearMonth.of(2026, 9), ZoneId.of("America/St_Johns"));
        Variance september = books.read(connection -> VarianceReader.of(connection, "days", johns));
        // September ends there at 02:30 UTC on the first of October, which is a day that begins in it.
        assertThat(september.providers().getFirst().comparedDays()).isEqualTo(2);
        assertThat(september.share()).isEqualByComparingTo(BigDecimal.ONE);
    }

    private static List<String> items(String tenant) {
        return books.read(connection -> {
            List<String> items = new ArrayList<>();
            try (var statement = connection.prepareStatement(
                    "SELECT kind, name, cost_center, day, currency, amount_pico, link FROM reporting.manual_item"
                            + " WHERE tenant_id = ? ORDER BY amount_pico")) {
                statement.setString(1, tenant);
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    items.add(found.getString(1).toUpperCase(java.util.Locale.ROOT) + " " + found.getString(2) + " "
                            + found.getString(3) + " " + found.getString(4) + " " + found.getString(5) + " "
                            + found.getBigDecimal(6).toPlainString() + " " + found.getString(7));
                }
            }
            return items;
        });
    }

    private static void takeBack(String tenant, Acceptance acceptance) {
        books.clock.pass(Duration.ofSeconds(1));
        books.read(connection -> {
            io.tokenledger.report.allocation.ManualItemWriter.add(
                    connection,
                    new ManualItem(
                            tenant,
                            UUID.randomUUID(),
                            ManualItem.Kind.RECONCILIATION,
                            "reconciliation:openai",
                            "unattributed",
                            acceptance.day(),
                            "USD",
                            acceptance.amountPico().negate(),
                            "openai",
                            null,
                            acceptance.item(),
                            "bob",
                            "it was ours after all",
                            books.clock.instant()));
            return true;
        });
    }
}
