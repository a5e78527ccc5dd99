package io.tokenledger.report.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint, as who asks it sees it. */
@QuarkusTest
@QuarkusTestResource(value = OutlookLedger.class, restrictToAnnotatedClass = true)
class OutlookResourceIT {
    private static final String MIDNIGHT = OutlookLedger.today() + "T00:00:00Z";

    private static ValidatableResponse ask(String query) {
        return given().urlEncodingEnabled(false).get("/v1/forecast?" + query).then();
    }

    @Test
    void tokensTimesPublishedPricesAreTheCostOfEveryDay() {
        JsonPath answer = ask("tenant=acme&group_by=model&horizon=14d&at=" + MIDNIGHT)
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getList("total.forecast.steps")).hasSize(14);
        assertThat(answer.getInt("history.steps")).isEqualTo(OutlookLedger.DAYS);
        BigDecimal sum = BigDecimal.ZERO;
        for (String model : List.of("o3", "o4-mini")) {
            String group = "groups.find { it.group.model == '" + model + "' }.forecast.";
            List<Map<String, Object>> steps = answer.getList(group + "steps");
            for (int i = 0; i < steps.size(); i++) {
                String[] dollars = model.equals("o3")
                        ? i < 7 ? new String[] {"2", "8"} : new String[] {"3", "12"}
                        : new String[] {"1.1", "4.4"};
                BigDecimal cost = perMillion(told(steps.get(i), "input_tokens"), dollars[0])
                        .add(perMillion(told(steps.get(i), "output_tokens"), dollars[1]));
                assertThat(new BigDecimal(told(steps.get(i), "cost")))
                        .as(model + " on day " + i)
                        .isEqualByComparingTo(cost);
                sum = sum.add(cost);
            }
        }
        assertThat(new BigDecimal(answer.getString("total.forecast.total.cost")))
                .isEqualByComparingTo(sum);
        BigDecimal effect = new BigDecimal(answer.getString("total.forecast.effects.price"));
        assertThat(new BigDecimal(answer.getString("total.forecast.effects.at_prices_of_now")).add(effect))
                .isEqualByComparingTo(sum);
        assertThat(effect).isPositive();
        assertThat(answer.getString("price_changes[0].model")).isEqualTo("o3");
        assertThat(answer.getString("price_changes[0].meters[0].from_per_million"))
                .isEqualTo("2");
        assertThat(answer.getString("price_changes[0].meters[0].to_per_million"))
                .isEqualTo("3");
    }

    private static String told(Map<String, Object> step, String field) {
        return Objects.requireNonNull(step.get(field), field).toString();
    }

    private static BigDecimal perMillion(String tokens, String dollars) {
        return new BigDecimal(tokens).multiply(new BigDecimal(dollars)).movePointLeft(6);
    }

    @Test
    void answerCarriesIntervalsMethodAndHowWellItDid() {
        ask("filter.tenant=acme&horizon=30d")
                .statusCode(200)
                .body("total.forecast.method", not(emptyString()))
                .body("total.forecast.cost_accuracy.origins", greaterThan(0))
                .body("total.forecast.steps[3].cost_80.low", notNullValue())
                .body("total.forecast.period_end.cost_95.high", notNullValue())
                .body("notes[0]", containsString("running day"))
                .body("groups", hasSize(0));
    }

    @Test
    void tenantOfYesterdayIsToldThatItIsTooShort() {
        ask("tenant=young")
                .statusCode(200)
                .body("total.forecast", equalTo(null))
                .body("total.too_short.have", equalTo(1))
                .body("total.too_short.why", containsString("1"));
    }

    @Test
    void sameAnswerComesAsTables() {
        String csv = ask("tenant=acme&group_by=team&horizon=10d&format=csv&at=" + MIDNIGHT)
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", containsString("forecast-" + OutlookLedger.today()))
                .extract()
                .asString();
        assertThat(csv.lines().filter(line -> line.startsWith("steps,group,search,")))
                .hasSize(OutlookLedger.DAYS + 1 + 10);
        assertThat(csv.lines().filter(line -> line.startsWith("period_end,"))).hasSize(3);
        assertThat(csv.lines().filter(line -> line.startsWith("price_changes,")))
                .hasSize(2);
        byte[] xlsx = given().accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .get("/v1/forecast?tenant=acme")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(xlsx, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "horizon=soon                     | 400 | horizon.invalid         | horizon soon",
                "horizon=0d                       | 400 | horizon.invalid         | horizon 0d",
                "horizon=400d                     | 400 | horizon.invalid         | 12 months",
                "horizon=48h                      | 400 | horizon.invalid         | step=hour",
                "horizon=2020-01-01               | 400 | horizon.invalid         | not after",
                "step=week                        | 400 | parameter.invalid       | step week",
                "from=yesterday                   | 400 | period.invalid          | from yesterday",
                "from=2999-01-01                  | 400 | period.invalid          | from 2999-01-01",
                "from=2020-01-01                  | 400 | period.invalid          | 731 days",
                "step=hour&from=2020-01-01        | 400 | period.invalid          | 92 days",
                "at=2999-01-01T00:00:00Z          | 400 | period.invalid          | to come",
                "at=now                           | 400 | period.invalid          | at now",
                "group_by=day                     | 400 | dimension.not_available | group_by day",
                "group_by=team,team               | 400 | dimension.repeated      | team",
                "group_by=colour                  | 400 | dimension.unknown       | colour",
                "tenant=a&filter.tenant=b         | 400 | parameter.repeated      | filter.tenant",
                "filter.month=2026-11             | 400 | dimension.not_available | month",
                "timezone=Berlin                  | 400 | timezone.unknown        | Berlin",
                "currency=XXX                     | 400 | currency.invalid        | XXX",
                "currency=EUR&tenant=acme         | 422 | currency.no_rate        | EUR",
                "format=pdf                       | 400 | parameter.invalid       | pdf",
                "horizont=30d                     | 400 | parameter.unknown       | horizont"
            })
    void wrongInputIsToldWithItsValueAndTheRule(String query, int status, String code, String detail) {
        ask(query).statusCode(status).body("code", equalTo(code)).body("detail", containsString(detail));
    }
}
