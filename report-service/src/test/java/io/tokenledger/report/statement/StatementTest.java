package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.fixture.PeriodCostsOf;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The worked example, computed by hand. */
class StatementTest {
    private final PeriodCosts costs = WorkedExample.october();

    @Test
    void statementInEurosIsRoundedLineByLineAndSaysByHowMuchThatIsOff() {
        JsonNode search = WorkedExample.document(costs, "search", 3, null);
        // 10 / 1.2 = 8.333…; 4.5 / 1.2 = 3.75; 3 / 1.2 = 2.50; 37.5 / 1.2 = 31.25
        assertThat(amounts(search, Section.DIRECT)).containsExactly("8.33", "8.33", "8.33");
        assertThat(amounts(search, Section.RECEIVED)).containsExactly("3.75");
        assertThat(amounts(search, Section.MARKUP)).containsExactly("2.50");
        assertThat(search.at("/totals/cost/amount").asText()).isEqualTo("28.74");
        assertThat(search.at("/totals/markup/amount").asText()).isEqualTo("2.50");
        assertThat(search.at("/totals/rounding").asText()).isEqualTo("0.01");
        assertThat(search.at("/totals/total/amount").asText()).isEqualTo("31.25");
        assertThat(search.at("/totals/total/book_amount").asText()).isEqualTo("37.5");
        assertThat(search.at("/rate/book_currency/per_euro").asText()).isEqualTo("1.2");
        assertThat(search.at("/rate/currency/per_euro").asText()).isEqualTo("1");
        assertThat(search.at("/rate/day").asText()).isEqualTo("2026-10-31");
    }

    @Test
    void yenHaveNoDecimalPlaces() {
        JsonNode ads = WorkedExample.document(costs, "ads", 1, null);
        // 20 × 150.5 / 1.2 = 2508.33; 3 × 150.5 / 1.2 = 376.25; 23 × 150.5 / 1.2 = 2884.58
        assertThat(amounts(ads, Section.DIRECT)).containsExactly("2508");
        assertThat(amounts(ads, Section.RECEIVED)).containsExactly("376");
        assertThat(ads.at("/totals/rounding").asText()).isEqualTo("1");
        assertThat(ads.at("/totals/total/amount").asText()).isEqualTo("2885");
    }

    @Test
    void counterpartOfAMarkupIsCreditedAndWhatIsSharedIsPassedOn() {
        JsonNode lab = WorkedExample.document(costs, "lab", 2, null);
        assertThat(amounts(lab, Section.CHARGES)).containsExactly("10.00");
        assertThat(amounts(lab, Section.RECEIVED)).containsExactly("1.50");
        assertThat(amounts(lab, Section.MARKUP)).containsExactly("-3.00");
        assertThat(lab.at("/totals/total/amount").asText()).isEqualTo("8.50");
        assertThat(lab.at("/rate").isNull()).isTrue();
        assertThat(lab.at("/cost_center/view").asText()).isEqualTo("showback");
        JsonNode nobody = WorkedExample.document(costs, "unattributed", 4, null);
        assertThat(amounts(nobody, Section.PASSED_ON)).containsExactly("-3.00", "-1.50", "-4.50");
        assertThat(nobody.at("/totals/total/amount").asText()).isEqualTo("0.00");
        JsonNode toLab =
                StatementSheets.part(nobody, Section.PASSED_ON).path("lines").get(1);
        assertThat(toLab.path("to").asText()).isEqualTo("lab");
        assertThat(toLab.path("origin_amount").asText()).isEqualTo("9");
        assertThat(toLab.path("weight").asText()).isEqualTo("10000000000000");
        assertThat(toLab.path("total_weight").asText()).isEqualTo("60000000000000");
    }

    @Test
    void headerSaysForWhomAndWhen() {
        JsonNode search = WorkedExample.document(costs, "search", 3, null);
        assertThat(search.path("number").longValue()).isEqualTo(3);
        assertThat(search.path("status").asText()).isEqualTo("final");
        assertThat(search.at("/period/first_day").asText()).isEqualTo("2026-10-01");
        assertThat(search.at("/period/last_day").asText()).isEqualTo("2026-10-31");
        assertThat(search.at("/period/to").asText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(search.at("/period/fiscal_year").intValue()).isEqualTo(2026);
        assertThat(search.at("/cost_center/path").toString()).isEqualTo("[\"rnd\",\"search\"]");
        assertThat(search.at("/cost_center/path_names").toString()).isEqualTo("[\"name of rnd\",\"name of search\"]");
        assertThat(search.at("/cost_center/account").asText()).isEqualTo("llm-usage");
        assertThat(search.path("comparison").isNull()).isTrue();
    }

    @Test
    void allStatementsTogetherAreWhatWasSpent() {
        BigInteger together = WorkedExample.statements(costs).stream()
                .map(Statement::bookPico)
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(together).isEqualTo(new BigInteger("69000000000000"));
    }

    @Test
    void costsOfACostCentreThatIsNotThereAreAnErrorOfTheService() {
        assertThatThrownBy(() -> new Bearers(costs).of("nobody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void nextMonthIsComparedBySectionAndByTeamAndModel() {
        JsonNode october = WorkedExample.document(costs, "search", 3, null);
        PeriodCosts november = WorkedExample.of("acme", "2026-11", "12");
        JsonNode document = WorkedExample.document(november, "search", 7, october);
        JsonNode comparison = document.path("comparison");
        assertThat(comparison.path("number").longValue()).isEqualTo(3);
        assertThat(comparison.path("sha256").asText()).isEqualTo(WorkedExample.hash(october));
        assertThat(document.path("previous_hash").asText()).isEqualTo(WorkedExample.hash(october));
        JsonNode direct = comparison.at("/sections/0");
        assertThat(direct.path("before").asText()).isEqualTo("24.99");
        assertThat(direct.path("now").asText()).isEqualTo("30.00");
        assertThat(direct.path("difference").asText()).isEqualTo("5.01");
        assertThat(direct.path("percent").asText()).isEqualTo("20.0"); // 5.01 / 24.99 = 20.05 %
        assertThat(comparison.at("/sections/7/section").asText()).isEqualTo("total");
        assertThat(comparison.at("/sections/7/before").asText()).isEqualTo("31.25");
        JsonNode line = comparison.at("/lines/0");
        assertThat(line.path("team").asText()).isEqualTo("search");
        assertThat(line.path("model").asText()).isEqualTo("o4-mini");
        assertThat(line.path("difference").asText()).isEqualTo("5.01");
        assertThat(comparison.at("/sections/1/percent").isNull()).isTrue();
    }

    @Test
    void statementsInDifferentCurrenciesAreComparedInThatOfTheBooks() {
        JsonNode inYen = WorkedExample.document(costs, "ads", 1, null);
        JsonNode inEuros = WorkedExample.document(WorkedExample.of("acme", "2026-11", "12"), "search", 7, inYen);
        JsonNode comparison = inEuros.path("comparison");
        assertThat(comparison.path("currency").asText()).isEqualTo("USD");
        assertThat(comparison.at("/sections/0/before").asText()).isEqualTo("20");
        assertThat(comparison.at("/sections/0/now").asText()).isEqualTo("36");
    }

    @Test
    void unpricedUsageIsStatedAndNeverZero() {
        LineKey key = unpriced(DirectKind.USAGE, null);
        PeriodCosts withUnpriced = new PeriodCostsOf("acme", "2026-10")
                .usage("search", "1.5")
                .line(new DirectLine(key, 3, null, null))
                .line(new DirectLine(key, 4, null, null))
                .line(new DirectLine(unpriced(DirectKind.ADJUSTMENT, "2026-09"), -5, null, null)) // priced late
                .build();
        JsonNode search = WorkedExample.document(withUnpriced, "search", 1, null);
        assertThat(search.path("unpriced_requests").longValue()).isEqualTo(7);
        JsonNode unpriced =
                StatementSheets.part(search, Section.DIRECT).path("lines").get(1);
        assertThat(unpriced.path("quantity").longValue()).isEqualTo(7);
        assertThat(unpriced.path("cost").isNull()).isTrue();
        assertThat(unpriced.path("amount").isNull()).isTrue();
        assertThat(search.at("/totals/total/amount").asText()).isEqualTo("1.50");
        assertThat(StatementSheets.part(search, Section.ADJUSTMENTS)
                        .at("/lines/0/adjusts")
                        .asText())
                .isEqualTo("2026-09");
    }

    private static LineKey unpriced(DirectKind kind, @Nullable String adjusts) {
        return new LineKey(
                new Attribution("search", null),
                kind,
                adjusts,
                null,
                "search",
                null,
                null,
                null,
                "openai",
                "unheard-of",
                "standard",
                null,
                "requests",
                null,
                null,
                "XXX");
    }

    private static List<String> amounts(JsonNode document, Section section) {
        return StreamSupport.stream(
                        StatementSheets.part(document, section).path("lines").spliterator(), false)
                .map(line -> line.path("amount").asText())
                .toList();
    }
}
