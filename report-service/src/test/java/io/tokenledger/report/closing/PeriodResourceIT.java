package io.tokenledger.report.closing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole life of a month over HTTP, in Kathmandu, beside a tenant that has the same usage and closes nothing. */
@QuarkusTest
@WithTestResource(EmptyBooks.class)
class PeriodResourceIT {
    private static final TestLedger LEDGER = EmptyBooks.LEDGER;
    private static long price;

    @BeforeAll
    static void bookTheSameForTwo() {
        price = ListPrice.publish(
                        LEDGER,
                        List.of(ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01", null, "1.10", "0.275", "4.40")))
                .getFirst();
        List<LedgerEntry> entries = new ArrayList<>();
        for (String tenant : List.of("acme", "globex")) {
            entries.add(event(tenant, "2026-02-28T18:15:00Z", "search", "3000000000001"));
            entries.add(event(tenant, "2026-03-31T18:14:59Z", "ads", "2000000000000"));
            entries.add(event(tenant, "2026-03-20T00:00:00Z", "nobody", "100000000000"));
            entries.add(event(tenant, "2026-03-31T18:15:00Z", "search", "50000000000000"));
        }
        LedgerEntries.book(LEDGER, entries);
    }

    @Test
    void aMonthFromSettingsToStatementsAndWhatComesLate() throws SQLException {
        put("/v1/accounting-settings", """
                {"tenant":"acme","timezone":"Asia/Kathmandu","two_persons":true,"limits":{"unattributed":"0.01"},
                 "author":"ann","reason":"books begin in March"}
                """)
                .statusCode(200)
                .body("version", equalTo(1))
                .body("limits.unattributed", equalTo("0.01"))
                .body("limits.unpriced", equalTo("0"));
        get("/v1/accounting-settings?tenant=globex")
                .body("settings.version", equalTo(0))
                .body("versions", hasSize(0));
        for (String code : List.of("search", "ads")) {
            post("/v1/cost-centers", """
                    {"tenant":"acme","code":"%1$s","name":"%1$s","valid_from":"2026-01-01","author":"ann","reason":"new"}
                    """.formatted(code)).statusCode(201);
            post("/v1/mapping-rules", """
                    {"tenant":"acme","conditions":{"team":["%1$s"]},"cost_center":"%1$s","valid_from":"2026-01-01",
                     "author":"ann","reason":"new"}
                    """.formatted(code)).statusCode(201);
        }

        get("/v1/periods/2026-03/checks?tenant=acme")
                .statusCode(200)
                .body("checks.name", hasSize(8))
                .body("checks.find { it.name == 'unattributed' }.state", equalTo("failed"))
                .body("checks.find { it.name == 'unattributed' }.value", equalTo("0.019608"))
                .body("checks.find { it.name == 'books_agree' }.state", equalTo("passed"))
                .body("checks.find { it.name == 'late_events' }.state", equalTo("not_known"))
                .body("checks.find { it.name == 'reconciliation' }.state", equalTo("not_known"));
        post("/v1/periods/2026-03/close?tenant=acme", person("bob"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.state"));
        post("/v1/periods/2026-03/closing?tenant=acme", person("ann"))
                .statusCode(200)
                .body("state", equalTo("closing"))
                .body("began.author", equalTo("ann"))
                .body("statements.status", equalTo("draft"))
                .body("statements.count", equalTo(3))
                .body("statements.total", equalTo("5.100000000001"))
                .body("journal.what", contains("begun", "checked"))
                .body("checks.find { it.name == 'unattributed' }.state", equalTo("failed"));
        put("/v1/accounting-settings", """
                {"tenant":"acme","timezone":"Europe/Berlin","author":"ann","reason":"moved"}
                """).statusCode(409).body("code", equalTo("accounting_settings.fixed"));
        post("/v1/periods/2026-03/close?tenant=acme", person("bob"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.checks_failed"))
                .body("detail", containsString("unattributed (0.10 USD of 5.10 USD direct cost has no cost centre"));
        post("/v1/periods/2026-03/close?tenant=acme", """
                {"author":"ann","reason":"done","override_reason":"agreed with nobody"}
                """)
                .statusCode(409)
                .body("code", equalTo("accounting_period.same_person"));
        post("/v1/periods/2026-03/close?tenant=acme", """
                {"author":"bob","reason":"done","override_reason":"a trial of the platform team"}
                """)
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("signed.author", equalTo("bob"))
                .body("override_reason", equalTo("a trial of the platform team"))
                .body("from", equalTo("2026-03-01T00:00:00+05:45"))
                .body("to", equalTo("2026-04-01T00:00:00+05:45"))
                .body("last_day", equalTo("2026-03-31"))
                .body("closed_at", notNullValue())
                .body("statements.status", equalTo("final"))
                .body("statements.total", equalTo("5.100000000001"))
                .body("journal.what", contains("begun", "checked", "sealed", "closed"));
        Assertions.assertThat(statements("acme", "2026-03")).containsExactly("ads 1", "search 2", "unattributed 3");
        Assertions.assertThat(statements("globex", "2026-03")).isEmpty();

        post("/v1/periods/2026-03/reopening?tenant=acme", person("ann"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.never_reopened"))
                .body("detail", containsString("/v1/manual-items"));
        post("/v1/periods/2026-03/closing/cancellation?tenant=acme", person("ann"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.state"));

        LedgerEntries.book(
                LEDGER,
                List.of(event("acme", "2026-03-05T00:00:00Z", "search", "7000000000000")
                        .accounted(Instant.parse("2026-03-31T18:15:00Z"))));
        post("/v1/periods/2026-04/closing?tenant=acme", person("bob"))
                .statusCode(200)
                .body("statements.total", equalTo("57"))
                .body("statements.count", equalTo(1));
        post("/v1/periods/2026-04/close?tenant=acme", person("ann")).statusCode(200);
        get("/v1/periods/2026-03?tenant=acme").body("statements.total", equalTo("5.100000000001"));

        get("/v1/periods?tenant=acme&from=2026-02&to=2026-05&limit=3")
                .statusCode(200)
                .body("periods.id", contains("2026-05", "2026-04", "2026-03"))
                .body("periods.state", contains("open", "closed", "closed"))
                .body("periods[0].statements", nullValue())
                .body("next", equalTo("2026-03"));
        get("/v1/periods?tenant=acme&from=2026-02&to=2026-05&limit=3&cursor=2026-03")
                .body("periods.id", contains("2026-02"))
                .body("periods.state", contains("before_books"))
                .body("next", nullValue());
        get("/v1/periods?tenant=globex&fiscal_year=2026")
                .body("periods", hasSize(12))
                .body("periods.state", everyItem(equalTo("open")));
        get("/v1/finance-kpis?tenant=acme&from=2026-03&to=2026-04")
                .statusCode(200)
                .body("periods[0].attributed_share.value", equalTo("0.980392"))
                .body("periods[1].attributed_share.value", equalTo("1"))
                .body("periods[1].attributed_share.change", equalTo("0.019608"));
        given().get("/v1/finance-kpis?tenant=acme&from=2026-03&to=2026-04&format=csv")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .body(containsString("2026-03,closed,as_closed,0.980392"));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        get("/v1/periods").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("/v1/periods?tenant=globex&colour=red").statusCode(400).body("code", equalTo("parameter.unknown"));
        get("/v1/periods?tenant=globex&limit=0").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("/v1/periods?tenant=globex&cursor=2019-01").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("/v1/periods/2026-13?tenant=globex").statusCode(404).body("code", equalTo("accounting_period.unknown"));
        get("/v1/periods/FY2026-P01/checks?tenant=globex")
                .statusCode(404)
                .body("code", equalTo("accounting_period.unknown"));
        post("/v1/periods/2026-03/closing?tenant=globex", "{\"author\":\"ann\"}")
                .statusCode(400)
                .body("code", equalTo("field.missing"));
        post(
                        "/v1/periods/2026-03/closing?tenant=globex",
                        "{\"author\":\"ann\",\"reason\":\"x\",\"override_reason\":\"y\"}")
                .statusCode(400)
                .body("code", equalTo("field.unknown"));
        post("/v1/periods/2199-12/closing?tenant=globex", person("ann"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.not_over"));
        post("/v1/periods/2026-03/closing/cancellation?tenant=globex", person("ann"))
                .statusCode(409)
                .body("code", equalTo("accounting_period.state"));
        get("/v1/periods/2026-03?tenant=globex").body("journal", hasSize(0)).body("state", equalTo("open"));
        get("/v1/finance-kpis?tenant=globex&format=pdf").statusCode(400).body("code", equalTo("parameter.invalid"));
    }

    @Test
    void endpointsAreDescribed() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/v1/periods/{id}/closing/cancellation"))
                .body("paths.keySet()", hasItem("/v1/accounting-settings"))
                .body("paths.keySet()", hasItem("/v1/finance-kpis"));
    }

    private static LedgerEntry event(String tenant, String at, String team, String costPico) {
        return LedgerEntry.usage(tenant, at, "team", team)
                .with("input", 1_000)
                .priced(price, "USD", new BigInteger(costPico), 1L);
    }

    private static String person(String author) {
        return "{\"author\":\"" + author + "\",\"reason\":\"as every month\"}";
    }

    private static List<String> statements(String tenant, String period) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = LEDGER.serviceDataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet found = statement.executeQuery("SELECT cost_center || ' ' || number FROM reporting.statement"
                    + " WHERE status = 'final' AND tenant_id = '" + tenant + "' AND period_id = '" + period
                    + "' ORDER BY number");
            while (found.next()) {
                statements.add(found.getString(1));
            }
        }
        return statements;
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static ValidatableResponse put(String path, String body) {
        return given().contentType("application/json").body(body).put(path).then();
    }
}
