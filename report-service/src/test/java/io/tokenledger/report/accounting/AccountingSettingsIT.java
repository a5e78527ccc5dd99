package io.tokenledger.report.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.MovableClock;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountingSettingsIT {
    private static TestLedger ledger = new TestLedger("accounting_settings");
    private static final MovableClock CLOCK = new MovableClock("2026-04-03T09:00:00Z");

    @BeforeAll
    static void prepare() {
        ledger = TestLedger.empty("accounting_settings");
    }

    @Test
    void aTenantThatHasSaidNothingHasTheStandard() throws SQLException {
        assertThat(read("silent")).isEqualTo(AccountingSettings.standard("silent"));
    }

    @Test
    void whatIsSetIsReadAndVersionsAreKept() throws SQLException {
        set(
                "kept",
                "\"timezone\":\"America/St_Johns\",\"calendar\":\"weeks_4_4_5\",\"fiscal_year_start\":2,"
                        + "\"currency\":\"EUR\",\"two_persons\":true,\"limits\":{\"unpriced\":\"0.001\",\"expected_late\":0.5},"
                        + "\"accounts\":{\"expense\":\"6540\"}");
        AccountingSettings settings = read("kept");
        assertThat(settings.zone()).isEqualTo(ZoneId.of("America/St_Johns"));
        assertThat(settings.calendar()).isEqualTo(CalendarKind.WEEKS_4_4_5);
        assertThat(settings.fiscalYearStart()).isEqualTo(Month.FEBRUARY);
        assertThat(settings.currency()).isEqualTo("EUR");
        assertThat(settings.twoPersons()).isTrue();
        assertThat(settings.limits().unpriced()).isEqualByComparingTo("0.001");
        assertThat(settings.limits().expectedLate()).isEqualByComparingTo("0.5");
        assertThat(settings.limits().unattributed()).isEqualByComparingTo(new BigDecimal("0.05"));
        assertThat(settings.accounts().expense()).isEqualTo("6540");
        assertThat(settings.accounts().clearing()).isEqualTo("llm-clearing");
        set("kept", "\"version\":1");
        assertThat(read("kept").currency()).isEqualTo("USD");
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            assertThat(AccountingSettingsTable.latest(connection, "kept", 10))
                    .extracting(
                            SettingsVersion::version, each -> each.settings().currency())
                    .containsExactly(tuple(2, "USD"), tuple(1, "EUR"));
        }
        assertThat(read("silent")).isEqualTo(AccountingSettings.standard("silent"));
    }

    @Test
    void aVersionThatIsNotTheLatestIsRefused() {
        assertThat(set("versions", "\"version\":0").version()).isEqualTo(1);
        assertThatThrownBy(() -> set("versions", "\"version\":0"))
                .hasMessageContaining("accounting_settings.changed")
                .hasMessageContaining("version is 0, and the settings are at 1");
    }

    @ParameterizedTest
    @CsvSource({
        "timezone, '\"timezone\":\"Europe/Berlin\"'",
        "currency, '\"currency\":\"EUR\"'",
        "calendar, '\"calendar\":\"weeks_5_4_4\"'",
        "fiscal_year_start, '\"fiscal_year_start\":4'",
    })
    void whatDecidesPeriodsStaysOnceBooksAreClosedOrBeingClosed(String what, String change) throws SQLException {
        String closed = "closed-" + what;
        Bookkeeper.execute(
                ledger,
                "INSERT INTO ledger.closing VALUES ('" + closed + "', '2026-03-01Z', 'ann', 'by hand', '2026-03-02Z')");
        String closing = "closing-" + what;
        try (Connection connection = ledger.serviceDataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO reporting.period (tenant_id, period_id, starts_at, ends_at, state, began_by,"
                    + " began_at, last_event_no) VALUES ('" + closing
                    + "', '2026-02', '2026-02-01Z', '2026-03-01Z', 'closing', 'ann', '2026-03-02Z', 1)");
        }
        for (String tenant : List.of(closed, closing)) {
            assertThatThrownBy(() -> set(tenant, change))
                    .hasMessageContaining("accounting_settings.fixed")
                    .hasMessageContaining(what);
            assertThat(set(tenant, "\"two_persons\":true,\"limits\":{\"unpriced\":\"1\"}")
                            .version())
                    .isEqualTo(1);
        }
        assertThat(set("free-" + what, change).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"timezone\":\"Mars/Olympus\"', timezone.unknown",
        "'\"timezone\":\"+05:30\"', timezone.unknown",
        "'\"currency\":\"XXX\"', currency.invalid",
        "'\"currency\":\"usd\"', currency.invalid",
        "'\"calendar\":\"weeks\"', field.invalid",
        "'\"fiscal_year_start\":13', field.invalid",
        "'\"fiscal_year_start\":1.5', field.invalid",
        "'\"limits\":{\"unpriced\":\"1.1\"}', field.invalid",
        "'\"limits\":{\"unprized\":\"1\"}', field.unknown",
        "'\"accounts\":{\"expense\":\"=1+1\"}', field.invalid",
        "'\"zone\":\"UTC\"', field.unknown",
    })
    void whatCannotBeIsRefused(String field, String code) {
        assertThatThrownBy(() -> set("wrong", field)).hasMessageContaining(code);
    }

    private static SettingsVersion set(String tenant, String fields) {
        return new AccountingSettingsWriter(ledger.store(), CLOCK)
                .set(AccountingSettingsForm.read(JsonFields.parse(
                        "{\"tenant\":\"" + tenant + "\",\"author\":\"ann\",\"reason\":\"test\"," + fields + "}")));
    }

    private static AccountingSettings read(String tenant) throws SQLException {
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            return AccountingSettingsReader.read(connection, tenant);
        }
    }
}
