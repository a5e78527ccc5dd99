package io.tokenledger.report.focus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class FocusResourceIT {
    @Test
    void novemberAsCsvAddsUp() {
        String csv = get("tenant=acme&period=2026-11")
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", equalTo("attachment; filename=\"focus-1.3-acme-2026-11.csv\""))
                .extract()
                .asString();
        FocusTable file = FocusTable.parse(csv);
        assertThat(file.columns()).startsWith("AllocatedMethodDetails").contains("HostProviderName");
        assertThat(file.sum("BilledCost", _ -> true)).isEqualByComparingTo("1.338333333333");
        assertThat(file.rows())
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("BillingAccountId", "acme")
                        .containsEntry("x_CostCenter", "unattributed"));
    }

    @Test
    void versionAndPeriodsAreAsAsked() {
        FocusTable file = FocusTable.parse(
                get("tenant=globex&version=1.2&from=2026-10&to=2026-12-01&format=csv&cost_center=unattributed")
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(file.columns()).startsWith("BilledCost").doesNotContain("HostProviderName");
        assertThat(file.rows()).isNotEmpty().allSatisfy(row -> assertThat(row).containsEntry("x_PeriodId", "2026-11"));
    }

    @Test
    void parquetIsAWholeFile() {
        byte[] file = get("tenant=acme&period=2026-11&format=parquet")
                .statusCode(200)
                .contentType("application/vnd.apache.parquet")
                .extract()
                .asByteArray();
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        assertThat(file).startsWith(magic);
        assertThat(Arrays.copyOfRange(file, file.length - magic.length, file.length))
                .isEqualTo(magic);
    }

    @Test
    void whatCannotBeToldIsAProblemAndNotHalfAFile() {
        for (String format : new String[] {"csv", "parquet"}) {
            get("tenant=globex&period=2026-03&format=" + format)
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("currency.no_rate"))
                    .body("detail", containsString("EUR"));
            get("tenant=acme&period=2026-11&cost_center=nowhere&format=" + format)
                    .statusCode(404)
                    .body("code", equalTo("cost_center.unknown"));
        }
        get("tenant=acme&period=2026-77").statusCode(404).body("code", equalTo("accounting_period.unknown"));
    }

    @Test
    void questionThatIsNoneIsRefused() {
        get("period=2026-11").statusCode(400).body("detail", containsString("tenant is missing"));
        get("tenant=acme").statusCode(400).body("code", equalTo("period.invalid"));
        get("tenant=acme&period=2026-11&from=2026-11").statusCode(400).body("code", equalTo("period.invalid"));
        get("tenant=acme&period=2026-11&version=1.1").statusCode(400).body("detail", containsString("1.2, 1.3"));
        get("tenant=acme&period=2026-11&format=xlsx").statusCode(400).body("detail", containsString("csv, parquet"));
        get("tenant=acme&period=2026-11&team=search").statusCode(400).body("code", equalTo("parameter.unknown"));
        get("tenant=acme&from=2026-11-05&to=2026-12").statusCode(400).body("detail", containsString("2026-11-01"));
        get("tenant=acme&from=2026-11-31&to=2026-12").statusCode(400).body("code", equalTo("period.invalid"));
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(false).get("/v1/focus?" + query).then();
    }
}
