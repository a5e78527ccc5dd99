package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.watch.Commitments.Committed;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance over a real database; the expected amounts are added up by hand. */
class GuardIT {
    private final TestLedger ledger = TestLedger.empty("guard");
    private final SetClock clock = new SetClock("2026-11-21T12:00:00.5Z");
    private final TestGuard guard = new TestGuard(ledger, clock);

    @BeforeEach
    void publishPrices() {
        ListPrice.publish(
                ledger,
                List.of(ListPrice.perMillion(
                        "openai", "o4-mini", "standard", "2025-01-01Z", null, "1.10", "0.275", "4.40")));
    }

    @AfterEach
    void close() {
        guard.close();
    }

    private JsonNode room(JsonNode answer, String name) {
        for (JsonNode budget : answer.get("budgets")) {
            if (budget.get("name").asText().equals(name)) {
                return budget;
            }
        }
        throw new AssertionError("no budget " + name + " in " + answer);
    }

    @Test
    void tellsWhatIsLeftOfABudgetAndHoldsWhatWasAsked() {
        TestBudget.of("all", "10", "USD").insert(ledger).spent(ledger, "4.5");

        JsonNode answer = guard.check("""
                {'tenant':'acme','attribution':{'team':'search'},
                 'estimate':{'provider':'openai','model':'o4-mini','usage':{'input_tokens':100000,'output_tokens':50000}}}
                """);

        assertTrue(answer.get("allowed").asBoolean(), answer::toString);
        assertEquals("0.33", answer.get("estimated_cost").asText()); // 0.1 × 1.10 + 0.05 × 4.40
        assertEquals("USD", answer.get("currency").asText());
        assertEquals(150_000, answer.get("estimated_tokens").asLong());
        assertEquals("2026-11-21T12:01:01Z", answer.get("expires_at").asText());
        JsonNode room = answer.get("binding");
        assertEquals("all", room.get("name").asText());
        assertEquals("10", room.get("limit").asText());
        assertEquals("4.5", room.get("spent").asText());
        assertEquals("0", room.get("reserved").asText());
        assertEquals("0.33", room.get("estimate").asText());
        assertEquals("5.5", room.get("remaining").asText());
        assertEquals("5.17", room.get("remaining_after").asText());
        assertEquals("2026-11-01T00:00:00Z", room.get("period_start").asText());
        assertEquals(answer.get("budgets").get(0), room);
        assertEquals("0.33", guard.dollars("0").get("binding").get("reserved").asText());
    }

    @Test
    void allowsUpToTheLimitAndNotAPicoMore() {
        TestBudget.of("all", "10", "USD").insert(ledger).spent(ledger, "4");

        assertFalse(guard.dollars("6.000000000001").get("allowed").asBoolean());
        assertTrue(guard.dollars("6").get("allowed").asBoolean());
        JsonNode denied = guard.dollars("0.000000000001");
        assertFalse(denied.get("allowed").asBoolean());
        assertTrue(denied.get("reservation_id").isNull());
        assertEquals(
                "-0.000000000001", denied.get("binding").get("remaining_after").asText());
        assertEquals("0", denied.get("binding").get("remaining").asText());
    }

    @Test
    void whatIsDeniedByOneBudgetIsHeldOfNone() {
        TestBudget.of("wide", "100", "USD").insert(ledger).spent(ledger, "0");
        TestBudget.of("narrow", "1", "USD").insert(ledger).spent(ledger, "0");

        JsonNode denied = guard.dollars("2");

        assertFalse(denied.get("allowed").asBoolean());
        assertEquals("narrow", denied.get("binding").get("name").asText());
        assertTrue(room(denied, "wide").get("allowed").asBoolean());
        assertEquals("0", room(guard.dollars("0.5"), "wide").get("reserved").asText());
    }

    @Test
    void reservationFreesItsRoomTheMomentItExpires() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        JsonNode held = guard.dollars("1");
        assertEquals("2026-11-21T12:01:01Z", held.get("expires_at").asText());

        clock.set("2026-11-21T12:01:00.999999Z");
        assertFalse(guard.dollars("1").get("allowed").asBoolean());
        clock.set("2026-11-21T12:01:01Z");
        assertTrue(guard.dollars("1").get("allowed").asBoolean());
    }

    @Test
    void longReservationsExpireOnWholeTensOfSecondsAndMinutes() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        String form = "{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD'},'reserve_seconds':%d}";

        assertEquals(
                "2026-11-21T12:00:02Z",
                guard.check(form.formatted(1)).get("expires_at").asText());
        assertEquals(
                "2026-11-21T12:02:10Z",
                guard.check(form.formatted(121)).get("expires_at").asText());
        assertEquals(
                "2026-11-21T13:01:00Z",
                guard.check(form.formatted(3600)).get("expires_at").asText());
    }

    @Test
    void releasedRoomIsFreeAtOnceAndOnlyOnce() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        JsonNode held = guard.dollars("0.6");
        assertFalse(guard.dollars("0.6").get("allowed").asBoolean());

        assertTrue(guard.release(held, false));
        assertTrue(guard.release(held, false));
        JsonNode again = guard.dollars("0.6");

        assertTrue(again.get("allowed").asBoolean());
        assertEquals("0", again.get("binding").get("reserved").asText());
        assertEquals("0.6", guard.dollars("0").get("binding").get("reserved").asText());
    }

    @Test
    void settledRoomIsHeldUntilTheBudgetsHaveHeardOfTheUsage() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        JsonNode held = guard.dollars("1");

        assertTrue(guard.release(held, true));
        clock.set("2026-11-21T12:00:05.9Z");
        assertFalse(guard.dollars("1").get("allowed").asBoolean());
        clock.set("2026-11-21T12:00:06Z");
        assertTrue(guard.dollars("1").get("allowed").asBoolean());
    }

    @Test
    void reservationThatIsNotThereOrExpiredOrAnotherTenantsIsNotReleased() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        JsonNode held = guard.dollars("1");
        UUID id = UUID.fromString(held.get("reservation_id").asText());

        assertFalse(guard.release("acme", UUID.randomUUID()));
        assertFalse(guard.release("globex", id));
        assertFalse(guard.dollars("1").get("allowed").asBoolean());
        clock.set("2026-11-21T12:01:01Z");
        assertFalse(guard.release("acme", id));
    }

    @Test
    void repeatedRequestGetsTheSameAnswerAndHoldsNothingMore() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        String request = "{'tenant':'acme','estimate':{'cost':'0.4','currency':'USD'},'request_id':'r1'}";

        JsonNode first = guard.check(request);
        guard.dollars("0.1");
        clock.set("2026-11-21T12:00:30Z");

        assertEquals(first, guard.check(request));
        assertEquals("0.5", guard.dollars("0").get("binding").get("reserved").asText());
        ReportProblem other = assertThrows(ReportProblem.class, () -> guard.check(request.replace("0.4", "0.5")));
        assertEquals(ReportError.REQUEST_ID_REUSED, other.error());
    }

    @Test
    void repeatedRequestThatWasDeniedIsDeniedAgainUntilItIsForgotten() {
        TestBudget budget = TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "1");
        String request = "{'tenant':'acme','estimate':{'cost':'0.4','currency':'USD'},'request_id':'r1'}";

        assertFalse(guard.check(request).get("allowed").asBoolean());
        budget.change(ledger, "amount_pico = 2000000000000");
        assertFalse(guard.check(request).get("allowed").asBoolean());
        clock.set("2026-11-21T12:01:01Z");
        JsonNode anew = guard.check(request);

        assertTrue(anew.get("allowed").asBoolean());
        assertEquals(anew, guard.check(request));
    }

    @Test
    void repeatedRequestThatWasReleasedHoldsNothingAgain() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        String request = "{'tenant':'acme','estimate':{'cost':'0.4','currency':'USD'},'request_id':'r1'}";

        JsonNode first = guard.check(request);
        assertTrue(guard.release(first, false));

        assertEquals(first, guard.check(request));
        assertEquals("0", guard.dollars("0").get("binding").get("reserved").asText());
    }

    @Test
    void requestIdsOfTwoTenantsAreTwo() {
        TestBudget.of("a", "1", "USD").insert(ledger).spent(ledger, "0");
        TestBudget.of("g", "1", "USD").of("globex").insert(ledger).spent(ledger, "0");
        String request = "{'tenant':'acme','estimate':{'cost':'0.4','currency':'USD'},'request_id':'r1'}";

        JsonNode acme = guard.check(request);
        JsonNode globex = guard.check(request.replace("acme", "globex"));

        assertNotEquals(acme.get("reservation_id"), globex.get("reservation_id"));
        assertEquals("g", globex.get("binding").get("name").asText());
    }

    @Test
    void dryRunAnswersAndHoldsNothing() {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");

        JsonNode dry = guard.check(
                "{'tenant':'acme','estimate':{'cost':'1','currency':'USD'},'dry_run':true,'request_id':'r1'}");

        assertTrue(dry.get("allowed").asBoolean());
        assertTrue(dry.get("reservation_id").isNull());
        assertEquals("0", guard.dollars("0").get("binding").get("reserved").asText());
    }

    @Test
    void budgetsOfUsersTagsModelsAndNobodysTeamAreFoundByWhatIsSaid() {
        TestBudget.of("user", "1", "USD")
                .scope("{\"user\":[\"u1\"]}")
                .insert(ledger)
                .spent(ledger, "0");
        TestBudget.of("tag", "1", "USD")
                .scope("{\"tag.feature\":[\"ask\",\"sum\"]}")
                .insert(ledger)
                .spent(ledger, "0");
        TestBudget.of("model", "1", "USD")
                .scope("{\"model\":[\"o4-mini\"],\"service_tier\":[\"standard\"]}")
                .insert(ledger)
                .spent(ledger, "0");
        TestBudget.of("no team", "1", "USD")
                .scope("{\"team\":[\"\"]}")
                .insert(ledger)
                .spent(ledger, "0");
        TestBudget.of("ads", "1", "USD")
                .scope("{\"team\":[\"ads\"]}")
                .insert(ledger)
                .spent(ledger, "0");

        assertEquals(List.of("tag", "user"), names("{'team':'search','user':'u1','tags':{'feature':'sum','x':'y'}}"));
        assertEquals(List.of("no team"), names("{'user':'u2','tags':{'feature':'else'}}"));
        assertEquals(List.of("ads", "model"), names("{'team':'ads','model':'o4-mini'}"));
        assertEquals(List.of("ads"), names("{'team':'ads','model':'o4-mini','service_tier':'batch'}"));
    }

    private List<String> names(String attribution) {
        JsonNode answer = guard.check(
                "{'tenant':'acme','estimate':{'cost':'0.01','currency':'USD'},'attribution':" + attribution + "}");
        return answer.get("budgets").findValuesAsText("name");
    }

    @Test
    void budgetOfTokensCountsInputAndOutput() {
        TestBudget.ofTokens("tokens", 1_000).insert(ledger).used(ledger, 400);
        String usage = "{'tenant':'acme','estimate':{'provider':'openai','model':'o4-mini',"
                + "'usage':{'input_tokens':%d,'cached_input_tokens':50,'output_tokens':200,'reasoning_tokens':100}}}";

        assertFalse(guard.check(usage.formatted(401)).get("allowed").asBoolean());
        JsonNode allowed = guard.check(usage.formatted(400));

        assertTrue(allowed.get("allowed").asBoolean());
        assertEquals("tokens", allowed.get("binding").get("unit").asText());
        assertEquals("600", allowed.get("binding").get("estimate").asText());
        assertEquals("0", allowed.get("binding").get("remaining_after").asText());
        assertFalse(guard.check("{'tenant':'acme','estimate':{'tokens':1}}")
                .get("allowed")
                .asBoolean());
    }

    @Test
    void estimateIsToldInTheBudgetsCurrencyAtTheRateOfTheDay() {
        Rate.publish(ledger, List.of(new Rate("USD", "2026-11-20", "1.20"), new Rate("GBP", "2026-11-20", "0.90")));
        TestBudget.of("pounds", "1", "GBP").insert(ledger).spent(ledger, "0.1");

        JsonNode answer = guard.dollars("0.7");

        // 0.7 × 0.90 / 1.20
        assertEquals("0.525", answer.get("binding").get("estimate").asText());
        assertEquals("0.375", answer.get("binding").get("remaining_after").asText());
        assertEquals("0.7", answer.get("estimated_cost").asText());
    }

    @Test
    void withoutAnExchangeRateTheCallersWordCounts() {
        TestBudget.of("yen", "100", "JPY").insert(ledger).spent(ledger, "0");
        String dollars = "{'tenant':'acme','estimate':{'cost':'1','currency':'USD'},'unknown_cost':'%s'}";

        JsonNode allowed = guard.check(dollars.formatted("allow"));
        JsonNode denied = guard.check(dollars.formatted("deny"));

        assertTrue(allowed.get("allowed").asBoolean());
        assertTrue(allowed.get("binding").get("estimate").isNull());
        assertTrue(allowed.get("reservation_id").isNull());
        assertEquals(
                "budget 'yen': no exchange rate from USD to JPY on 2026-11-21",
                allowed.get("notes").get(0).asText());
        assertFalse(denied.get("allowed").asBoolean());
    }

    @Test
    void usageWithoutAPriceCostsNothingKnownAndNeverZero() {
        TestBudget.of("money", "1", "USD").insert(ledger).spent(ledger, "0");
        TestBudget.ofTokens("tokens", 1_000).insert(ledger).used(ledger, 0);
        String unheard = "{'tenant':'acme','estimate':{'provider':'openai','model':'unheard-of',"
                + "'usage':{'input_tokens':10}}%s}";

        JsonNode allowed = guard.check(unheard.formatted(""));
        assertTrue(allowed.get("allowed").asBoolean());
        assertTrue(allowed.get("estimated_cost").isNull());
        assertTrue(room(allowed, "money").get("estimate").isNull());
        assertTrue(room(allowed, "money").get("remaining_after").isNull());
        assertEquals("990", room(allowed, "tokens").get("remaining_after").asText());
        assertTrue(allowed.get("notes").get(0).asText().startsWith("budget 'money': unpriced: no price list"));
        assertFalse(guard.check(unheard.formatted(",'unknown_cost':'deny'"))
                .get("allowed")
                .asBoolean());
        JsonNode later = guard.dollars("0");
        assertEquals("10", room(later, "tokens").get("reserved").asText());
        assertEquals("0", room(later, "money").get("reserved").asText());
    }

    @Test
    void unknownCostIsDeniedWhereTheBudgetIsOverspentAlready() {
        TestBudget.of("money", "1", "USD").insert(ledger).spent(ledger, "1.5");

        assertFalse(guard.check("{'tenant':'acme','estimate':{'tokens':5}}")
                .get("allowed")
                .asBoolean());
    }

    @Test
    void priceThatIsPublishedCountsForTheNextCheck() {
        TestBudget.of("money", "1", "USD").insert(ledger).spent(ledger, "0");
        String usage =
                "{'tenant':'acme','estimate':{'provider':'openai','model':'new','usage':{'input_tokens':100000}}}";
        assertTrue(guard.check(usage).get("estimated_cost").isNull());

        ListPrice.publish(
                ledger, List.of(ListPrice.perMillion("openai", "new", "standard", "2025-01-01Z", null, "5", "1", "9")));

        assertEquals("0.5", guard.check(usage).get("estimated_cost").asText());
    }

    @Test
    void contractOfTheTenantBeatsTheList() {
        ListPrice.publish(
                ledger,
                List.of(ListPrice.perMillion("openai", "o4-mini", "standard", "2025-01-01Z", null, "0.50", "0.1", "1")
                        .forTenant("acme")));
        String usage =
                "{'tenant':'%s','estimate':{'provider':'openai','model':'o4-mini','usage':{'input_tokens':100000}}}";

        assertEquals(
                "0.05",
                guard.check(usage.formatted("acme")).get("estimated_cost").asText());
        assertEquals(
                "0.11",
                guard.check(usage.formatted("globex")).get("estimated_cost").asText());
    }

    @Test
    void changedBudgetCountsForTheNextCheckAndArchivedOneDoesNot() {
        TestBudget budget = TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        assertFalse(guard.dollars("2").get("allowed").asBoolean());

        budget.change(ledger, "amount_pico = 3000000000000");
        assertTrue(guard.dollars("2").get("allowed").asBoolean());
        budget.change(ledger, "archived_at = now()");
        JsonNode nobody = guard.dollars("2");

        assertTrue(nobody.get("allowed").asBoolean());
        assertTrue(nobody.get("binding").isNull());
        assertTrue(nobody.get("reservation_id").isNull());
        assertEquals(0, nobody.get("budgets").size());
    }

    @Test
    void budgetWhoseCurrencyChangedBeginsAnewAndDoesNotMixAmounts() {
        TestBudget budget = TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0.9");
        assertTrue(guard.dollars("0.1").get("allowed").asBoolean());

        budget.change(ledger, "currency = 'EUR'");
        JsonNode euros = guard.check("{'tenant':'acme','estimate':{'cost':'0.7','currency':'EUR'}}");

        assertTrue(euros.get("allowed").asBoolean());
        assertEquals("0", euros.get("binding").get("reserved").asText());
        assertTrue(euros.get("binding").get("spent").isNull());
        assertFalse(guard.check("{'tenant':'acme','estimate':{'cost':'0.4','currency':'EUR'}}")
                .get("allowed")
                .asBoolean());
    }

    @Test
    void budgetThatWasNotWatchedYetDeniesWhatIsTooMuchByItself() {
        TestBudget.of("new", "1", "USD").insert(ledger);

        JsonNode first = guard.dollars("0.7");
        assertTrue(first.get("allowed").asBoolean());
        assertTrue(first.get("binding").get("spent").isNull());
        assertTrue(first.get("binding").get("remaining").isNull());
        assertEquals(
                "budget 'new': what is spent is not known, the budget or its period has only just begun",
                first.get("notes").get(0).asText());
        assertFalse(guard.dollars("0.4").get("allowed").asBoolean());
        assertFalse(guard.check("{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD'},'unknown_cost':'deny'}")
                .get("allowed")
                .asBoolean());
    }

    @Test
    void whatWasCarriedOverIsPartOfTheLimit() {
        TestBudget plus = TestBudget.of("plus", "1", "USD").carryingOver("both").insert(ledger);
        assertTrue(guard.dollars("1.2").get("binding").get("limit").isNull());
        plus.state(ledger, "2026-11-01T00:00:00Z", "0", 0, "0.5");
        clock.set("2026-11-21T13:00:00Z");

        assertEquals("1.5", guard.dollars("0").get("binding").get("limit").asText());
        assertTrue(guard.dollars("1.5").get("allowed").asBoolean());
        plus.change(ledger, "amount_pico = 2000000000000");
        assertEquals("2.5", guard.dollars("0").get("binding").get("limit").asText());
    }

    @Test
    void periodBeginsAtMidnightOfTheBudgetsZone() {
        TestBudget kolkata =
                TestBudget.of("day", "1", "USD").per("day", "Asia/Kolkata").insert(ledger);
        kolkata.state(ledger, "2026-11-20T18:30:00Z", "0.8", 0, "0");
        kolkata.state(ledger, "2026-11-21T18:30:00Z", "0", 0, "0");
        clock.set("2026-11-21T18:29:59.999Z");
        assertTrue(guard.dollars("0.2").get("allowed").asBoolean());
        assertFalse(guard.dollars("0.1").get("allowed").asBoolean());

        clock.set("2026-11-21T18:30:00Z");
        JsonNode nextDay = guard.dollars("1");

        assertTrue(nextDay.get("allowed").asBoolean());
        assertEquals(
                "2026-11-21T18:30:00Z",
                nextDay.get("binding").get("period_start").asText());
        assertEquals(
                "2026-11-22T18:30:00Z", nextDay.get("binding").get("period_end").asText());
        assertEquals("0", nextDay.get("binding").get("reserved").asText());
    }

    @Test
    void budgetThatHasNotBegunOrHasEndedDoesNotCount() {
        TestBudget later = TestBudget.of("later", "1", "USD").insert(ledger);
        later.change(ledger, "first_day = '2026-11-22'");
        TestBudget over = TestBudget.of("over", "1", "USD").insert(ledger);
        over.change(ledger, "end_day = '2026-11-21'");

        assertEquals(0, guard.dollars("5").get("budgets").size());
        clock.set("2026-11-22T00:00:00Z");
        assertEquals("later", guard.dollars("0").get("binding").get("name").asText());
    }

    @Test
    void statusOfABudgetIsToldWhatIsHeldOfItsRunningPeriod() {
        TestBudget money = TestBudget.of("money", "10", "USD").per("day", "UTC").insert(ledger);
        TestBudget tokens = TestBudget.ofTokens("tokens", 1_000).insert(ledger);
        var held = new HeldReader(new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry()));
        assertEquals(new Committed(BigInteger.ZERO, 0), held.of("acme", money.id(), clock.instant()));

        clock.set("2026-11-21T23:59:30Z");
        guard.check("{'tenant':'acme','estimate':{'cost':'0.25','currency':'USD','tokens':5}}");
        guard.check("{'tenant':'acme','estimate':{'cost':'0.5','currency':'USD','tokens':7},'reserve_seconds':10}");

        Instant now = clock.instant();
        assertEquals(new Committed(new BigInteger("750000000000"), 0), held.of("acme", money.id(), now));
        assertEquals(new Committed(BigInteger.ZERO, 12), held.of("acme", tokens.id(), now));
        assertEquals(new Committed(BigInteger.ZERO, 5), held.of("acme", tokens.id(), now.plusSeconds(10)));
        assertEquals(new Committed(BigInteger.ZERO, 5), held.of("acme", tokens.id(), now.plusSeconds(30)));
        assertEquals(new Committed(BigInteger.ZERO, 0), held.of("acme", money.id(), now.plusSeconds(30)));
        assertEquals(new Committed(BigInteger.ZERO, 0), held.of("globex", tokens.id(), now));
    }

    @Test
    void whatHasExpiredIsDeletedAndNothingElse() throws Exception {
        TestBudget.of("all", "1", "USD").insert(ledger).spent(ledger, "0");
        TestBudget.of("day", "1", "USD").per("day", "UTC").insert(ledger);
        guard.dollars("0.1");
        guard.dollars("0.1");
        guard.check("{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD'},'reserve_seconds':600}");
        var expired = new ExpiredReservationWriter(ledger.store(), clock);

        assertEquals(0, expired.deleteReservations());
        clock.set("2026-11-21T12:02:00Z");
        assertEquals(2, expired.deleteReservations());
        assertEquals(1, rows("budget_reservation"));
        assertEquals(0, expired.deleteHolds());
        clock.set("2026-11-24T12:02:00Z");
        assertEquals(1, expired.deleteReservations());
        assertEquals(1, expired.deleteHolds());
        assertEquals(1, rows("budget_hold"));
    }

    private long rows(String table) throws Exception {
        return ledger.store().write(connection -> {
            try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM reporting." + table)) {
                ResultSet row = count.executeQuery();
                row.next();
                return row.getLong(1);
            }
        });
    }
}
