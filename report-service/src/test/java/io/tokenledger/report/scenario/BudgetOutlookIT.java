package io.tokenledger.report.scenario;

import static io.tokenledger.report.scenario.ScenarioResourceIT.body;
import static io.tokenledger.report.scenario.ScenarioResourceIT.get;
import static io.tokenledger.report.scenario.ScenarioResourceIT.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets, and scenarios held against them, beside an own computation of every day. */
@QuarkusTest
@QuarkusTestResource(value = RecentLedger.class, restrictToAnnotatedClass = true)
class BudgetOutlookIT {
    private static final String TO_MINI = "'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private static int names;

    @ParameterizedTest
    @CsvSource({
        // period, zone, days from today until the move, teams of the scope
        "month,   UTC,                 0, search ads",
        "month,   UTC,                 1, search",
        "quarter, Asia/Kolkata,        5, search ads",
        "year,    America/Los_Angeles, 0, ads",
        "month,   UTC,                70, search ads"
    })
    void periodEndsWhereEveryDayByItselfSaysItDoes(String period, String zone, int daysUntilMove, String teams) {
        Instant before = Instant.now();
        LocalDate move = LocalDate.ofInstant(before, ZoneId.of(zone)).plusDays(daysUntilMove);
        Set<String> scope = Set.of(teams.split(" "));
        String budget =
                budget("acme", period, zone, "{\"team\":[\"" + String.join("\",\"", scope) + "\"]}", "'amount':'50'");
        JsonPath held = hold(scenario("acme", "'filter':{'team':'search'}," + TO_MINI), budget, move);

        LocalDate today = LocalDate.ofInstant(Instant.parse(held.getString("asked_at")), ZoneId.of(zone));
        var oracle = new Days(scope, ZoneId.of(zone), today);
        LocalDate start = start(period, move);
        LocalDate end = end(period, start);
        assertThat(held.getString("budgets[0].period_from")).isEqualTo(start.toString());
        assertThat(held.getString("budgets[0].period_to")).isEqualTo(end.toString());
        equal(held, "budgets[0].spent", oracle.spent(start, end));
        equal(held, "budgets[0].projection.without_move.period_end", oracle.periodEnd(start, end, end));
        equal(held, "budgets[0].projection.with_move.period_end", oracle.periodEnd(start, end, move));
        equal(
                held,
                "budgets[0].projection.savings",
                oracle.periodEnd(start, end, end).subtract(oracle.periodEnd(start, end, move)));
        equal(
                held,
                "budgets[0].projection.with_move.left",
                new BigDecimal(50).subtract(oracle.periodEnd(start, end, move)));
        assertThat(held.getString("budgets[0].projection.method")).isNotEmpty();
        assertThat(held.getInt("budgets[0].projection.accuracy.origins")).isPositive();
        assertThat(new BigDecimal(held.getString("budgets[0].projection.without_move.period_end")))
                .isBetween(
                        new BigDecimal(held.getString("budgets[0].projection.without_move.period_end_80.low")),
                        new BigDecimal(held.getString("budgets[0].projection.without_move.period_end_80.high")));
    }

    @Test
    void budgetThatIsUsedUpIsToldWithItsDay() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String budget = budget("acme", "year", "UTC", "{}", "'amount':'0.04'");
        JsonPath held = hold(scenario("acme", TO_MINI), budget, today);
        LocalDate year = today.withDayOfYear(1);
        LocalDate first = today.minusDays(RecentLedger.DAYS).isBefore(year) ? year : today.minusDays(RecentLedger.DAYS);
        assertThat(held.getString("budgets[0].projection.with_move.used_up_on")).isEqualTo(first.toString());
        assertThat(held.getString("budgets[0].projection.with_move.left")).startsWith("-");
    }

    @Test
    void nineDaysOfHistoryAreEnoughForAMonthAndNotForAYear() {
        String budget = budget("young", "month", "UTC", "{}", "'amount':'50'");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String scenario = scenario("young", TO_MINI);
        assertThat(hold(scenario, budget, today).getString("budgets[0].projection.method"))
                .isNotEmpty();
        String next = budget("young", "year", "UTC", "{}", "'amount':'50'");
        JsonPath held = hold(scenario, next, today.plusDays(366)); // ten times as far as is known, and further
        assertThat(held.getString("budgets.find { it.budget.period == 'year' }.why"))
                .contains("9 days are known");
        assertThat(held.getString("budgets.find { it.budget.period == 'year' }.projection"))
                .isNull();
        String none = budget("nobody", "month", "UTC", "{}", "'amount':'50'");
        assertThat(hold(scenario("nobody", TO_MINI), none, today).getString("budgets[0].why"))
                .startsWith("0 days are known");
    }

    @Test
    void usageWithoutAPriceIsNotFree() {
        String budget = budget("unpriced", "year", "UTC", "{}", "'amount':'50'");
        JsonPath held = hold(scenario("unpriced", TO_MINI), budget, LocalDate.now(ZoneOffset.UTC));
        assertThat(held.getString("budgets[0].spent")).isNull();
        assertThat(held.getInt("budgets[0].unpriced_requests")).isPositive();
        assertThat(held.getString("budgets[0].projection")).isNull();
        assertThat(held.getString("budgets[0].why")).startsWith("nothing of the last weeks has a price");
    }

    @Test
    void anotherDayForTheSameBudgetCountsFromThenOn() {
        String scenario = scenario("acme", TO_MINI);
        String budget = budget("acme", "month", "UTC", "{}", "'amount':'50'");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        hold(scenario, budget, today);
        hold(scenario, budget, today.plusDays(3));
        get("/v1/scenarios/" + scenario + "/budgets")
                .body("budgets", hasSize(1))
                .body("budgets[0].move_on", equalTo(today.plusDays(3).toString()));
    }

    @Test
    void whatCannotBeHeldAgainstABudgetIsTold() {
        String scenario = scenario("acme", TO_MINI);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String theirs = budget("globex", "month", "UTC", "{}", "'amount':'50'");
        String ours = budget("acme", "month", "UTC", "{}", "'amount':'50'");
        String tokens = budget("acme", "month", "UTC", "{}", "'tokens':1000000");
        refused(scenario, theirs, today, 404, "budget.unknown", "tenant 'acme' has no budget " + theirs);
        refused(scenario, UNKNOWN, today, 404, "budget.unknown", UNKNOWN);
        refused(scenario, tokens, today, 422, "budget.of_tokens", "is of tokens");
        LocalDate lastMonth = today.withDayOfMonth(1).minusDays(1);
        refused(scenario, ours, lastMonth, 422, "budget.move_outside_period", "move_on is " + lastMonth);
        refused(scenario, ours, today.plusDays(367), 422, "budget.move_outside_period", "to " + today.plusDays(366));
        refused(UNKNOWN, ours, today, 404, "scenario.unknown", UNKNOWN);
        post("/v1/scenarios/" + scenario + "/archive", "{\"author\":\"a\",\"reason\":\"b\"}")
                .statusCode(200);
        refused(scenario, ours, today, 409, "scenario.archived", "is archived");
        post("/v1/scenarios/" + scenario + "/budgets", "{\"budget_id\":\"" + ours + "\",\"move_on\":\"soon\"}")
                .statusCode(400)
                .body("detail", containsString("'soon'"));
    }

    @Test
    void budgetIsKeptAsItWasGiven() {
        String body = ("{'name':'whole','tenant':'acme','scope':{'team':'search','tag.k':['v','']},'period':'quarter',"
                        + "'timezone':'Europe/Berlin','amount':'1000.5','currency':'EUR','thresholds':['0.5','1.0'],"
                        + "'forecast_thresholds':['1.0']}")
                .replace('\'', '"');
        String id = post("/v1/budgets", body)
                .statusCode(201)
                .body("id.length()", equalTo(36))
                .extract()
                .path("id");
        get("/v1/budgets/" + id + "?tenant=acme")
                .body("scope.team[0]", equalTo("search"))
                .body("scope.'tag.k'", equalTo(List.of("v", "")))
                .body("amount", equalTo("1000.5"))
                .body("currency", equalTo("EUR"))
                .body("tokens", nullValue())
                .body("thresholds", equalTo(List.of("0.5", "1")))
                .body("forecast_thresholds", equalTo(List.of("1")));
        get("/v1/budgets?tenant=acme").body("budgets.find { it.name == 'whole' }.id", equalTo(id));
        get("/v1/budgets/" + id + "?tenant=globex").statusCode(404).body("code", equalTo("budget.unknown"));
        post("/v1/budgets", body).statusCode(409).body("detail", containsString("'whole'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",'period':'month' | field.invalid | both missing",
                ",'period':'month','amount':'1','tokens':1 | field.invalid | both there",
                ",'period':'month','amount':'0' | field.invalid | 0.000001",
                ",'period':'month','amount':'1.1234567' | field.invalid | 6 decimal",
                ",'period':'month','tokens':'1.5' | field.invalid | whole number",
                ",'period':'month','tokens':1,'currency':'USD' | field.invalid | belongs to an amount",
                ",'period':'month','amount':'1','currency':'XYZ' | currency.invalid | XYZ",
                ",'period':'fortnight','amount':'1' | field.invalid | 'fortnight'",
                ",'amount':'1' | field.missing | period",
                ",'period':'month','amount':'1','timezone':'Berlin' | timezone.unknown | Berlin",
                ",'period':'month','amount':'1','scope':{'tenant':'x'} | field.invalid | scope.tenant",
                ",'period':'month','amount':'1','scope':{'month':'x'} | dimension.not_available | month",
                ",'period':'month','amount':'1','scope':{'colour':'x'} | dimension.unknown | colour",
                ",'period':'month','amount':'1','scope':{'team':[]} | field.invalid | scope.team",
                ",'period':'month','amount':'1','thresholds':['-1'] | field.invalid | '-1'",
                ",'period':'month','amount':'1','alerts':true | field.unknown | alerts"
            })
    void badBudgetIsToldWithItsValueAndTheRule(String fields, String code, String detail) {
        post("/v1/budgets", ("{'name':'bad','tenant':'acme'" + fields + "}").replace('\'', '"'))
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    /** Every day by itself, in dollars; search moves, ads stays. */
    private record Days(Set<String> teams, ZoneId zone, LocalDate today) {
        private static final BigDecimal O3 = new BigDecimal("0.036");
        private static final BigDecimal MINI = new BigDecimal("0.0198");

        BigDecimal cost(LocalDate day, boolean moved) {
            BigDecimal cost = BigDecimal.ZERO;
            LocalDate utcToday = LocalDate.now(ZoneOffset.UTC);
            for (int daysAgo = 0; daysAgo <= RecentLedger.DAYS; daysAgo++) {
                if (LocalDate.ofInstant(RecentLedger.time(utcToday, daysAgo), zone)
                        .equals(day)) {
                    for (String team : teams) {
                        BigDecimal one = moved && team.equals("search") ? MINI : O3;
                        cost = cost.add(one.multiply(BigDecimal.valueOf(RecentLedger.requests(team, daysAgo))));
                    }
                }
            }
            return cost;
        }

        BigDecimal spent(LocalDate start, LocalDate end) {
            BigDecimal spent = BigDecimal.ZERO;
            for (LocalDate day = start; day.isBefore(end) && !day.isAfter(today); day = day.plusDays(1)) {
                spent = spent.add(cost(day, false));
            }
            return spent;
        }

        /** Today and the days behind it, as a forecast over the days before says, in dollars. */
        Forecast forecast(LocalDate end) {
            LocalDate first = today.minusWeeks(12);
            while (cost(first, false).signum() == 0) {
                first = first.plusDays(1);
            }
            double[] pico = first.datesUntil(today)
                    .mapToDouble(day -> cost(day, false).movePointRight(12).doubleValue())
                    .toArray();
            Outcome outcome = new Forecaster().forecast(History.of(Step.DAY, first.atStartOfDay(zone), pico), (int)
                    ChronoUnit.DAYS.between(today, end));
            return (Forecast) outcome;
        }

        /** What a dollar of the last four weeks would have been. */
        BigDecimal moved(BigDecimal cost) {
            BigDecimal was = BigDecimal.ZERO;
            BigDecimal would = BigDecimal.ZERO;
            for (int daysAgo = 1; daysAgo <= 28; daysAgo++) {
                was = was.add(cost(today.minusDays(daysAgo), false));
                would = would.add(cost(today.minusDays(daysAgo), true));
            }
            return cost.multiply(would).divide(was, 24, RoundingMode.HALF_EVEN);
        }

        BigDecimal periodEnd(LocalDate start, LocalDate end, LocalDate move) {
            Forecast forecast = forecast(end);
            BigDecimal sum = BigDecimal.ZERO;
            for (LocalDate day = start; day.isBefore(end); day = day.plusDays(1)) {
                BigDecimal known = cost(day, false);
                BigDecimal expected = known;
                if (!day.isBefore(today)) {
                    expected = BigDecimal.valueOf(forecast.point((int) ChronoUnit.DAYS.between(today, day)))
                            .movePointLeft(12);
                    expected = day.isBefore(move) ? expected : moved(expected);
                }
                sum = sum.add(known.max(expected));
            }
            return sum.setScale(12, RoundingMode.HALF_EVEN);
        }
    }

    private static LocalDate start(String period, LocalDate day) {
        return switch (period) {
            case "month" -> LocalDate.of(day.getYear(), day.getMonth(), 1);
            case "quarter" -> LocalDate.of(day.getYear(), 3 * ((day.getMonthValue() - 1) / 3) + 1, 1);
            default -> LocalDate.of(day.getYear(), 1, 1);
        };
    }

    private static LocalDate end(String period, LocalDate start) {
        return switch (period) {
            case "month" -> start.plusMonths(1);
            case "quarter" -> start.plusMonths(3);
            default -> start.plusYears(1);
        };
    }

    private static void equal(JsonPath answer, String path, BigDecimal expected) {
        assertThat(new BigDecimal(answer.getString(path))).as(path).isEqualByComparingTo(expected);
    }

    private static void refused(
            String scenario, String budget, LocalDate move, int status, String code, String detail) {
        post("/v1/scenarios/" + scenario + "/budgets", attachment(budget, move))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    private static JsonPath hold(String scenario, String budget, LocalDate move) {
        return post("/v1/scenarios/" + scenario + "/budgets", attachment(budget, move))
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String attachment(String budget, LocalDate move) {
        return "{\"budget_id\":\"" + budget + "\",\"move_on\":\"" + move + "\"}";
    }

    private static String scenario(String tenant, String question) {
        return post("/v1/scenarios", body(tenant, "held " + ++names, question))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String budget(String tenant, String period, String zone, String scope, String limit) {
        String body = ("{'name':'budget " + ++names + "','tenant':'" + tenant + "','period':'" + period
                        + "','timezone':'" + zone + "','scope':" + scope + "," + limit + "}")
                .replace('\'', '"');
        return post("/v1/budgets", body).statusCode(201).extract().path("id");
    }
}
