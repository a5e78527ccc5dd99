package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.tokenledger.stack.LocalStack;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that reports refuse: a misspelt filter must not give everybody's figures. */
@ExtendWith(Suite.class)
class ReportProblemsE2E {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chargeback?filter.taem=search            | dimension.unknown     | taem",
                "chargeback?teams=search                  | parameter.unknown     | teams",
                "chargeback?timezone=Mars/Olympus         | timezone.unknown      | Mars/Olympus",
                "chargeback?from=yesterday                | period.invalid        | yesterday",
                "chargeback?from=2025-07-02&to=2025-07-01 | period.empty          | 2025-07",
                "chargeback?from=2025-07-01T00:07:00Z     | period.not_on_quarter_hour | 00:07",
                "chargeback?group_by=colour               | dimension.unknown     | colour",
                "chargeback?group_by=team,team            | dimension.repeated    | team",
                "chargeback?round=13                      | parameter.invalid     | 13",
                "chargeback?currency=DOLLAR               | currency.invalid      | DOLLAR",
                "chargeback?format=xls                    | parameter.invalid     | xls",
                "usage?interval=decade                    | parameter.invalid     | decade",
                "intake?filter.team=search                | dimension.unknown     | team",
                "intake?what=ever                         | parameter.unknown     | what"
            })
    void questionThatCannotBeAnsweredIsToldWhy(String question, String code, String told, LocalStack stack) {
        given().baseUri(stack.reportUrl())
                .get("/v1/" + question)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(told));
    }
}
