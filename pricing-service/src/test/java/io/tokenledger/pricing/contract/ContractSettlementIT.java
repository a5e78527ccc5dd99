package io.tokenledger.pricing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.pricing.contract.ContractFixture.Usage;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.ledger.LedgerEvent;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every test has a tenant of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractSettlementIT {
    private final ContractFixture fixture = new ContractFixture();

    @AfterAll
    void close() {
        fixture.close();
    }

    @AfterEach
    void rollupsEqualTheEntries() throws SQLException {
        assertThat(fixture.value("SELECT count(*) FROM ledger.rollup_difference"))
                .isEqualTo("0");
        assertThat(fixture.value("SELECT count(*) FROM ledger.usage_entry WHERE entry_kind = 'charge'"
                        + " AND (requests <> 0 OR plain_input_tokens <> 0 OR entry_no < 1)"))
                .isEqualTo("0");
    }

    /** A tenth off what is over 1000 tokens of a month. */
    private long tenPercentOverThousand(String tenant) throws SQLException {
        return fixture.publish(
                VolumeTiers.KIND,
                "{'tenant':'" + tenant + "', 'provider':'openai', 'from':'2026-01-01',"
                        + " 'currency':'USD', 'measure':'tokens', 'mode':'graduated',"
                        + " 'steps':[{'from':'0','discount_percent':'0'},{'from':'1000','discount_percent':'10'}]}");
    }

    /** 10 units of 100 tokens an hour at $2 each, for 24 hours. */
    private long twentyDollarsAnHour(String tenant) throws SQLException {
        return fixture.publish(
                ProvisionedThroughput.KIND,
                "{'tenant':'" + tenant + "', 'provider':'openai',"
                        + " 'model':'o4-*', 'region':'eastus', 'from':'2026-03-01', 'until':'2026-03-02', 'currency':'USD',"
                        + " 'amount_per_unit_hour':'2', 'units':10, 'tokens_per_unit_hour':100}");
    }

    @Test
    void volumeDiscountIsSpreadOverTheTeamsThatReportsShow() throws Exception {
        long term = tenPercentOverThousand("volume");
        fixture.book("volume", "search", "2026-03-02T10:00:00Z", 2000, "15");
        fixture.book("volume", "ads", "2026-03-31T23:59:59Z", 3000, "5");
        fixture.book("volume", "ads", "2026-04-01T00:00:00Z", 900, "9");

        fixture.settle("volume", "2026-04-02T00:00:00Z");

        // 4000 of 5000 tokens are over: a tenth of $16, three quarters of it for search.
        assertThat(fixture.cost("volume", "search", "2026-03")).isEqualByComparingTo("13.8");
        assertThat(fixture.cost("volume", "ads", "2026-03")).isEqualByComparingTo("4.6");
        assertThat(fixture.cost("volume", "ads", "2026-04")).isEqualByComparingTo("9");
        assertThat(fixture.value("SELECT string_agg(DISTINCT reference || ' ' || source || ' ' || event_type || ' '"
                        + " || split_part(event_id, '/', 3), ',') FROM ledger.usage_entry"
                        + " WHERE tenant_id = 'volume' AND entry_kind = 'charge'"))
                .isEqualTo("contract/" + term + " tokenledger:contract io.tokenledger.charge.v1 2026-03");
    }

    @Test
    void settlingAgainChangesNothing() throws Exception {
        tenPercentOverThousand("again");
        twentyDollarsAnHour("again");
        fixture.publish(
                Commitment.KIND,
                "{'tenant':'again', 'provider':'openai', 'from':'2026-03-01',"
                        + " 'until':'2026-04-01', 'currency':'USD', 'amount':'1000'}");
        fixture.book("again", "search", "2026-03-01T10:00:00Z", 5000, "20");
        Settled first = fixture.settle("again", "2026-04-02T00:00:00Z");

        assertThat(first.entries()).isPositive();
        assertThat(fixture.settle("again", "2026-04-02T00:00:00Z").entries()).isZero();
        assertThat(fixture.settle("again", "2026-05-02T00:00:00Z").entries()).isZero();
        // $20 − $1.60 off + 24 × $20 + the shortfall of $1000 − $18.40.
        assertThat(fixture.cost("again", "2026-03")).isEqualByComparingTo("1480");
    }

    @Test
    void discountDoesNotLowerTheSpendThatItRestsOn() throws Exception {
        fixture.publish(VolumeTiers.KIND, """
                {'tenant':'spend', 'provider':'openai', 'from':'2026-01-01', 'currency':'USD', 'measure':'spend',
                 'mode':'all_units',
                 'steps':[{'from':'0','discount_percent':'0'},{'from':'10','discount_percent':'10'}]}""");
        fixture.book("spend", "search", "2026-03-02T10:00:00Z", 1, "10");

        fixture.settle("spend", "2026-03-20T00:00:00Z");
        assertThat(fixture.settle("spend", "2026-04-02T00:00:00Z").entries()).isZero();
        assertThat(fixture.cost("spend", "2026-03")).isEqualByComparingTo("9");
    }

    @Test
    void lateEventChangesTheDiscountByTheDifference() throws Exception {
        tenPercentOverThousand("late");
        fixture.book("late", "search", "2026-03-02T10:00:00Z", 2000, "20");
        fixture.settle("late", "2026-04-02T00:00:00Z");
        assertThat(fixture.cost("late", "search", "2026-03")).isEqualByComparingTo("19");

        fixture.book("late", "search", "2026-03-05T10:00:00Z", 1000, "10");
        Settled settled = fixture.settle("late", "2026-04-03T00:00:00Z");

        assertThat(settled.entries()).isOne();
        assertThat(settled.amountsPico()).containsEntry("USD", ContractFixture.pico("-1"));
        assertThat(fixture.cost("late", "search", "2026-03")).isEqualByComparingTo("28");
        assertThat(fixture.value("SELECT string_agg(entry_no::text, ' ' ORDER BY entry_no) FROM ledger.usage_entry"
                        + " WHERE tenant_id = 'late' AND entry_kind = 'charge'"))
                .isEqualTo("1 2");
    }

    @Test
    void repricedUsageChangesTheDiscountByTheDifference() throws Exception {
        tenPercentOverThousand("repriced");
        LedgerEvent event = fixture.book("repriced", "search", "2026-03-02T10:00:00Z", 2000, "20");
        fixture.settle("repriced", "2026-04-02T00:00:00Z");

        fixture.correct(event, "-4", Instant.parse("2026-04-02T10:00:00Z"));
        fixture.settle("repriced", "2026-04-03T00:00:00Z");

        assertThat(fixture.cost("repriced", "search", "2026-03")).isEqualByComparingTo("15.2");
    }

    @Test
    void runningMonthIsSettledUpToTheLastQuarterOfAnHour() throws Exception {
        tenPercentOverThousand("running");
        fixture.book("running", "search", "2026-03-02T10:14:59Z", 2000, "20");
        fixture.book("running", "search", "2026-03-02T10:16:00Z", 2000, "20");

        fixture.settle("running", "2026-03-02T10:20:00Z");
        assertThat(fixture.cost("running", "search", "2026-03")).isEqualByComparingTo("39");

        fixture.settle("running", "2026-03-02T10:30:00Z");
        assertThat(fixture.cost("running", "search", "2026-03")).isEqualByComparingTo("37");

        var until = SettlementSpan.overBy(Instant.parse("2026-03-02T10:20:00Z"));
        assertThat(fixture.settlement
                        .settle("running", until, Instant.parse("2026-03-02T11:00:00Z"))
                        .entries())
                .isZero();
    }

    @Test
    void monthIsThatOfTheContractsTimeZone() throws Exception {
        fixture.publish(VolumeTiers.KIND, """
                {'tenant':'zone', 'provider':'openai', 'from':'2026-01-01', 'timezone':'Asia/Kathmandu',
                 'currency':'USD', 'measure':'spend', 'mode':'all_units',
                 'steps':[{'from':'0','discount_percent':'0'},{'from':'10','discount_percent':'10'}]}""");
        // March begins at 18:15 UTC in Kathmandu.
        fixture.book("zone", "search", "2026-02-28T18:14:59Z", 1, "6");
        fixture.book("zone", "search", "2026-02-28T18:15:00Z", 1, "6");
        fixture.book("zone", "search", "2026-03-31T18:14:59Z", 1, "6");

        fixture.settle("zone", "2026-05-01T00:00:00Z");

        assertThat(fixture.cost("zone", "2026-02").add(fixture.cost("zone", "2026-03")))
                .isEqualByComparingTo("16.8");
        assertThat(fixture.value("SELECT DISTINCT occurred_at = timestamptz '2026-03-31 18:14:59.999999Z'"
                        + " FROM ledger.usage_entry WHERE tenant_id = 'zone' AND entry_kind = 'charge'"))
                .isEqualTo("t");
    }

    @Test
    void everyHourOfThroughputIsChargedAndTheUnusedShareIsIdle() throws Exception {
        long term = twentyDollarsAnHour("ptu");
        Instant third = Instant.parse("2026-03-01T03:10:00Z");
        fixture.book(new Usage("ptu", "search", "o4-mini", "eastus", third, 300, "0"), third);
        fixture.book(new Usage("ptu", "ads", "o4-mini", "eastus", third.plusSeconds(2_400), 100, "0"), third);
        fixture.book(new Usage("ptu", "ads", "o4-mini", "westus", third, 5_000, "1"), third);
        fixture.book(new Usage("ptu", "ads", "o3", "eastus", third, 5_000, "1"), third);

        fixture.settle("ptu", "2026-03-01T03:59:59Z");
        assertThat(fixture.charges("ptu")).as("the running hour is not charged").isEqualTo(3);
        fixture.settle("ptu", "2026-03-01T04:00:00Z");

        assertThat(fixture.cost("ptu", "search", "2026-03")).isEqualByComparingTo("6");
        assertThat(fixture.cost("ptu", "ads", "2026-03")).isEqualByComparingTo("4");
        assertThat(fixture.cost("ptu", null, "2026-03")).isEqualByComparingTo("72");

        Instant fourth = Instant.parse("2026-03-01T03:59:59Z");
        fixture.book(new Usage("ptu", "late", "o4-mini", "eastus", fourth, 600, "0"), fourth);
        fixture.settle("ptu", "2026-03-01T05:00:00Z");
        assertThat(fixture.cost("ptu", "late", "2026-03")).isEqualByComparingTo("12");
        assertThat(fixture.cost("ptu", "search", "2026-03")).isEqualByComparingTo("6");
        assertThat(fixture.cost("ptu", null, "2026-03")).isEqualByComparingTo("80");

        fixture.settle("ptu", "2026-06-01T00:00:00Z");
        assertThat(fixture.cost("ptu", "2026-03"))
                .as("24 hours, and 2 dollars elsewhere")
                .isEqualByComparingTo("482");
        assertThat(fixture.value("SELECT string_agg(DISTINCT service_tier, ' ') FROM ledger.usage_by_entry"
                        + " WHERE tenant = 'ptu' AND source = 'tokenledger:contract:idle'"))
                .isEqualTo("provisioned_idle");
        TermStatusJson status = fixture.status.at(term, Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(status.throughput())
                .isEqualTo(new TermStatusJson.ThroughputStatus(24, 24, "20", "460", "95.8333", "1000", "24000"));
    }

    @Test
    void shortfallOfACommitmentIsChargedOnceAtItsEnd() throws Exception {
        long term = fixture.publish(Commitment.KIND, """
                {'tenant':'commit', 'provider':'openai', 'from':'2026-03-01', 'until':'2026-04-01', 'currency':'USD',
                 'amount':'100'}""");
        tenPercentOverThousand("commit");
        fixture.book("commit", "search", "2026-02-28T23:59:59Z", 1, "500");
        fixture.book("commit", "search", "2026-03-02T10:00:00Z", 2000, "40");
        fixture.book("commit", "search", "2026-04-01T00:00:00Z", 1, "500");

        fixture.settle("commit", "2026-03-31T23:59:59Z");
        assertThat(fixture.cost("commit", null, "2026-03")).isZero();

        // $40 less a tenth of the half that is over 1000 tokens: $38.
        fixture.settle("commit", "2026-04-01T00:00:00Z");
        assertThat(fixture.cost("commit", null, "2026-03")).isEqualByComparingTo("62");
        assertThat(fixture.settle("commit", "2026-04-02T00:00:00Z").entries()).isZero();

        TermStatusJson.CommitmentStatus drawdown =
                fixture.status.at(term, Instant.parse("2026-04-02T00:00:00Z")).drawdown();
        assertThat(drawdown)
                .isEqualTo(new TermStatusJson.CommitmentStatus(
                        "100", "38", "62", "0", "38", "1.225806451613", Instant.parse("2026-05-21T13:53:41Z")));

        fixture.book("commit", "search", "2026-03-31T23:59:59Z", 0, "90");
        fixture.settle("commit", "2026-04-03T00:00:00Z");
        assertThat(fixture.cost("commit", null, "2026-03")).isZero();
    }

    @Test
    void chargeForAClosedMonthIsAccountedInTheFirstOpenOne() throws Exception {
        tenPercentOverThousand("closed");
        fixture.book("closed", "search", "2026-03-02T10:00:00Z", 2000, "20");
        fixture.asOwner("INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)"
                + " VALUES ('closed', '2026-04-01Z', 'ann', 'close', '2026-04-02Z')");

        fixture.settle("closed", "2026-04-03T00:00:00Z");

        assertThat(fixture.cost("closed", "2026-03")).isEqualByComparingTo("20");
        assertThat(fixture.cost("closed", "2026-04")).isEqualByComparingTo("-1");
        assertThat(fixture.settle("closed", "2026-04-03T00:00:00Z").entries()).isZero();
        assertThat(fixture.settle("closed", "2026-05-03T00:00:00Z").entries()).isZero();

        // Late usage of the closed month is accounted in April, and so it counts there.
        fixture.book(
                new Usage("closed", "search", "o4-mini", null, Instant.parse("2026-03-09T00:00:00Z"), 2000, "20"),
                Instant.parse("2026-04-05T00:00:00Z"));
        fixture.settle("closed", "2026-05-03T00:00:00Z");
        assertThat(fixture.cost("closed", "2026-03")).isEqualByComparingTo("20");
        assertThat(fixture.cost("closed", "2026-04")).isEqualByComparingTo("18");
    }

    /** Of 1000 tokens in an hour the second of March's first hour serves 300, and nothing of what came late. */
    @Test
    void lateUsageOfClosedTimeWasNotServedInTheHourInWhichItIsAccounted() throws Exception {
        twentyDollarsAnHour("served");
        fixture.asOwner("INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)"
                + " VALUES ('served', '2026-03-01 02:00Z', 'ann', 'close', '2026-03-01 02:30Z')");
        Instant late = Instant.parse("2026-03-01T01:10:00Z");
        Instant onTime = Instant.parse("2026-03-01T02:20:00Z");
        for (String team : new String[] {"search", "ads"}) {
            fixture.book(new Usage("served", team, "o4-mini", "eastus", late, 500, "1"), onTime);
        }
        fixture.book(new Usage("served", "search", "o4-mini", "eastus", onTime, 300, "1"), onTime);

        fixture.settle("served", "2026-03-01T03:00:00Z");

        assertThat(fixture.value("SELECT string_agg(team || ' ' || cost_pico / 1000000000000, ', ' ORDER BY team)"
                        + " FROM ledger.usage_by_entry WHERE tenant = 'served' AND entry_kind = 'charge'"
                        + " AND occurred_at = '2026-03-01 02:00Z' AND team IS NOT NULL"))
                .isEqualTo("search 6.0000000000000000");
        assertThat(fixture.settle("served", "2026-03-01T03:00:00Z").entries()).isZero();
    }

    @Test
    void withdrawnTermGivesItsChargesBack() throws Exception {
        long volume = tenPercentOverThousand("withdrawn");
        long throughput = twentyDollarsAnHour("withdrawn");
        fixture.book("withdrawn", "search", "2026-03-02T10:00:00Z", 2000, "20");
        fixture.settle("withdrawn", "2026-04-02T00:00:00Z");
        assertThat(fixture.cost("withdrawn", "2026-03")).isEqualByComparingTo("499");

        fixture.contracts.withdraw(volume, "ann", "never signed");
        fixture.contracts.withdraw(throughput, "ann", "never signed");
        fixture.settle("withdrawn", "2026-04-03T00:00:00Z");

        assertThat(fixture.cost("withdrawn", "2026-03")).isEqualByComparingTo("20");
        assertThat(fixture.settle("withdrawn", "2026-04-04T00:00:00Z").entries())
                .isZero();
        assertThat(fixture.status
                        .at(volume, Instant.parse("2026-04-04T00:00:00Z"))
                        .charges()
                        .amount())
                .isEqualTo("0");
    }

    @Test
    void moreParticularTermTakesItsUsageFromTheOther() throws Exception {
        tenPercentOverThousand("particular");
        fixture.publish(VolumeTiers.KIND, """
                {'tenant':'particular', 'provider':'openai', 'model':'o3*', 'from':'2026-03-16', 'currency':'USD',
                 'measure':'tokens', 'mode':'all_units', 'steps':[{'from':'0','discount_percent':'50'}]}""");
        Instant before = Instant.parse("2026-03-15T23:59:59Z");
        Instant after = Instant.parse("2026-03-16T00:00:00Z");
        fixture.book(new Usage("particular", "before", "o3-pro", null, before, 2000, "20"), before);
        fixture.book(new Usage("particular", "after", "o3-pro", null, after, 9000, "20"), after);

        fixture.settle("particular", "2026-04-02T00:00:00Z");

        assertThat(fixture.cost("particular", "before", "2026-03")).isEqualByComparingTo("19");
        assertThat(fixture.cost("particular", "after", "2026-03")).isEqualByComparingTo("10");
    }

    @Test
    void usageOfAnotherTenantOrProviderCountsNothing() throws Exception {
        tenPercentOverThousand("mine");
        fixture.book("mine", "search", "2026-03-02T10:00:00Z", 900, "9");
        fixture.book("theirs", "search", "2026-03-02T10:00:00Z", 9000, "90");
        fixture.book("theirs", "search", "2026-03-02T10:00:00Z", 9000, "90");

        assertThat(fixture.settle("mine", "2026-04-02T00:00:00Z").entries()).isZero();
        assertThat(fixture.settle("theirs", "2026-04-02T00:00:00Z").entries()).isZero();
    }

    @Test
    void settlersSideBySideBookEveryChargeOnce() throws Exception {
        tenPercentOverThousand("race");
        twentyDollarsAnHour("race");
        for (int team = 0; team < 20; team++) {
            fixture.book("race", "team" + team, "2026-03-01T10:00:00Z", 700, "1.000000000007");
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            var futures = new ArrayList<Future<Settled>>();
            for (int i = 0; i < 6; i++) {
                futures.add(threads.submit(() -> fixture.settle("race", "2026-04-02T00:00:00Z")));
            }
            long entries = 0;
            for (Future<Settled> future : futures) {
                entries += future.get().entries();
            }
            assertThat(entries).isEqualTo(fixture.charges("race"));
        }
        // 13000 of 14000 tokens at $20.00000000014: 1.857142857155857… off, to the nearest pico.
        assertThat(fixture.cost("race", "2026-03")).isEqualByComparingTo("498.142857142984");
    }

    /** Their entries have different times, so that no key of the ledger refuses a charge that is booked twice. */
    @Test
    void settlersAtDifferentTimesOfARunningMonthBookEveryChargeOnce() throws Exception {
        tenPercentOverThousand("race-running");
        for (int team = 0; team < 20; team++) {
            fixture.book("race-running", "team" + team, "2026-03-01T10:00:00Z", 100, "1");
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            var futures = new ArrayList<Future<Settled>>();
            for (int hour = 11; hour < 17; hour++) {
                String now = "2026-03-01T" + hour + ":00:00Z";
                futures.add(threads.submit(() -> fixture.settle("race-running", now)));
            }
            for (Future<Settled> future : futures) {
                assertThat(future.get().entries()).isIn(0L, 20L);
            }
        }
        assertThat(fixture.charges("race-running")).isEqualTo(20);
        assertThat(fixture.cost("race-running", "2026-03")).isEqualByComparingTo("19");
    }

    @Test
    void statusOfVolumeTiersShowsTheTierReached() throws Exception {
        long term = tenPercentOverThousand("status");
        fixture.book("status", "search", "2026-03-02T10:00:00Z", 1000, "8");

        TermStatusJson status = fixture.status.at(term, Instant.parse("2026-03-02T11:00:00Z"));

        assertThat(status.volume())
                .isEqualTo(new TermStatusJson.VolumeStatus(
                        "2026-03",
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        Instant.parse("2026-03-02T11:00:00Z"),
                        "1000",
                        "8",
                        "0",
                        new TermJson.Step("1000", "10"),
                        null));
        assertThat(fixture.status
                        .at(term, Instant.parse("2026-03-02T09:00:00Z"))
                        .volume())
                .extracting(TermStatusJson.VolumeStatus::tier, TermStatusJson.VolumeStatus::nextTier)
                .containsExactly(new TermJson.Step("0", "0"), new TermJson.Step("1000", "10"));
        assertThat(fixture.status
                        .at(term, Instant.parse("2025-03-02T09:00:00Z"))
                        .volume())
                .isNull();
    }

    @Test
    void recentSettlementLeavesOldPeriodsAloneAndAFullOneDoesNot() throws Exception {
        tenPercentOverThousand("recent");
        twentyDollarsAnHour("recent");
        fixture.book("recent", "search", "2026-03-01T10:00:00Z", 2000, "20");
        Instant now = Instant.parse("2026-04-20T00:00:00Z");
        var recent = SettlementSpan.recent(now, java.time.Duration.ofDays(3));

        assertThat(fixture.settlement.settle("recent", recent, now).entries()).isZero();
        assertThat(fixture.settle("recent", now.toString()).amountsPico().get("USD"))
                .isEqualTo(BigInteger.valueOf(479).multiply(BigInteger.TEN.pow(12)));
    }
}
