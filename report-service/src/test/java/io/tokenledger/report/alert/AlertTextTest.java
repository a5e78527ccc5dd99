package io.tokenledger.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people read, word for word. */
class AlertTextTest {
    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

    @Test
    void thresholdSaysWhatHowMuchSinceWhenAndWhoBroughtIt() {
        AlertText words = new AlertText(Findings.threshold(ID));
        assertThat(words.title()).isEqualTo("Budget 'search 2026' crossed 80 % of 1,000.00 USD");
        assertThat(words.text("https://ledger.example/alerts/1")).isEqualTo("""
                Tenant acme, team search, from 2026-11-01 to 2026-12-01 (Europe/Berlin).
                Used so far: 802.41 USD of 1,000.00 USD (80.2 %).
                Since 2026-11-21 15:03:07 Europe/Berlin.
                Crossed with event 8c6f of checkout-bot, 2026-11-21 15:03:05 Europe/Berlin.
                Most of it:
                - app ranker, model o3: 500.00 USD (62.3 %)
                - app not attributed, model o4-mini: 302.41 USD (37.7 %)
                https://ledger.example/alerts/1""");
    }

    @Test
    void budgetOfTokensIsToldInTokensAndWhatHasNoPriceIsTold() {
        Finding finding = finding(
                AlertKind.BUDGET_THRESHOLD,
                Map.of(),
                "threshold",
                "1.0",
                "spent",
                "1200000",
                "limit",
                "1000000",
                "percent",
                "120",
                "unpriced_requests",
                "1234");
        assertThat(new AlertText(finding).title()).isEqualTo("Budget 'it' crossed 100 % of 1,000,000 tokens");
        assertThat(new AlertText(finding).text("L")).isEqualTo("""
                Tenant acme, all usage.
                Used so far: 1,200,000 tokens of 1,000,000 tokens (120 %).
                1,234 requests have no price yet and are in no amount.
                Since 2026-11-21 14:03:07 UTC.
                L""");
    }

    @Test
    void forecastSaysWhereThePeriodEndsAndHowSureThatIs() {
        Finding finding = finding(
                AlertKind.BUDGET_FORECAST,
                Map.of("team", List.of("search", ""), "app", List.of("ranker")),
                "threshold",
                "1",
                "forecast",
                "1203.456",
                "forecast_low",
                "1100",
                "forecast_high",
                "1310.5",
                "limit",
                "1000",
                "percent",
                "120.3456",
                "spent",
                "640",
                "currency",
                "EUR");
        assertThat(new AlertText(finding).title()).isEqualTo("Budget 'it' is heading over 100 % of 1,000.00 EUR");
        assertThat(new AlertText(finding).text("L")).isEqualTo("""
                Tenant acme, app ranker, team search or not attributed.
                Expected at the end: 1,203.46 EUR (120.3 %), between 1,100.00 EUR and 1,310.50 EUR.
                Used so far: 640.00 EUR of 1,000.00 EUR.
                Since 2026-11-21 14:03:07 UTC.
                L""");
    }

    @Test
    void exhaustionSaysWhen() {
        Finding finding = finding(
                AlertKind.BUDGET_EXHAUSTION,
                Map.of(),
                "exhausted_at",
                "2026-11-24T12:00:00Z",
                "exhausted_from",
                "2026-11-23T06:00:00Z",
                "exhausted_to",
                "2026-11-27T00:00:00Z",
                "days",
                "7",
                "spent",
                "900",
                "limit",
                "1000",
                "currency",
                "USD");
        assertThat(new AlertText(finding).title()).isEqualTo("Budget 'it' will be used up by 2026-11-24 12:00:00 UTC");
        assertThat(new AlertText(finding).text("L")).isEqualTo("""
                Tenant acme, all usage.
                Used up at 2026-11-24 12:00:00 UTC, within 7 days; not before 2026-11-23 06:00:00 UTC, not after 2026-11-27 00:00:00 UTC.
                Used so far: 900.00 USD of 1,000.00 USD.
                Since 2026-11-21 14:03:07 UTC.
                L""");
    }

    @Test
    void anomalySaysWhatSuchHoursComeTo() {
        Finding finding = new Finding(
                new AlertKey("acme", AlertKind.SPEND_ANOMALY, ID, "r", Instant.parse("2026-11-21T14:00:00Z")),
                Severity.CRITICAL,
                new Subject("rule", ID, "it"),
                Map.of(),
                new AlertPeriod(
                        Instant.parse("2026-11-21T14:00:00Z"),
                        Instant.parse("2026-11-21T15:00:00Z"),
                        ZoneId.of("Asia/Kolkata")),
                Findings.figures(
                        "observed",
                        "93.2",
                        "expected_low",
                        "0.5",
                        "expected_high",
                        "12.25",
                        "interval",
                        "95",
                        "excess",
                        "88.1",
                        "currency",
                        "USD"),
                Instant.parse("2026-11-21T14:00:00Z"),
                null,
                List.of(new Contributor(Map.of("app", "ranker", "model", "o3"), "80.5", "USD", "0.9137")),
                List.of());
        assertThat(new AlertText(finding).title()).isEqualTo("Unusually much used in an hour: rule 'it'");
        assertThat(new AlertText(finding).text("L")).isEqualTo("""
                Tenant acme, all usage, from 2026-11-21 19:30 to 2026-11-21 20:30 (Asia/Kolkata).
                It came to 93.20 USD, where 95 % of such hours come to 0.50 USD to 12.25 USD.
                Since 2026-11-21 19:30:00 Asia/Kolkata.
                Most of it:
                - app ranker, model o3: 80.50 USD (91.4 %)
                L""");
        assertThat(new AlertText(finding(AlertKind.SPEND_ANOMALY, Map.of(), "observed", "0", "excess", "-5")).title())
                .isEqualTo("Unusually little used in an hour: rule 'it'");
    }

    @Test
    void sharesSayHowManyOfHowMany() {
        Finding unpriced = finding(
                AlertKind.UNPRICED_SHARE,
                Map.of(),
                "unpriced",
                "120",
                "requests",
                "1000",
                "percent",
                "12",
                "over",
                "5",
                "minutes",
                "60");
        assertThat(new AlertText(unpriced).title()).isEqualTo("12 % of the requests have no price: rule 'it'");
        assertThat(new AlertText(unpriced).text("L"))
                .contains("\n120 of 1,000 have no price within 60 minutes; 5 % are allowed.\n");
        Finding rejected = finding(
                AlertKind.REJECTED_SHARE,
                Map.of(),
                "rejected",
                "7",
                "received",
                "2000",
                "percent",
                "0.35",
                "over",
                "0.1",
                "hours",
                "1");
        assertThat(new AlertText(rejected).title()).isEqualTo("0.4 % of what came in was rejected: rule 'it'");
        assertThat(new AlertText(rejected).text("L"))
                .contains("\n7 of 2,000 were rejected within 1 hour; 0.1 % are allowed.\n");
    }

    @Test
    void driftSaysWhichSumsAndHowFarApart() {
        Finding finding = finding(
                AlertKind.LEDGER_DRIFT,
                Map.of(),
                "what",
                "The sums by quarter of an hour",
                "booked",
                "10.5",
                "counted",
                "11",
                "difference",
                "0.5",
                "currency",
                "USD");
        assertThat(new AlertText(finding).title()).isEqualTo("The books do not add up: rule 'it'");
        assertThat(new AlertText(finding).text("L")).contains("""
                The sums by quarter of an hour.
                The entries add up to 10.50 USD, what was summed up says 11.00 USD: 0.50 USD apart.
                """);
    }

    @Test
    void silenceSaysWhenSomethingCameLast() {
        Finding finding =
                finding(AlertKind.INGEST_SILENT, Map.of(), "last_booked_at", "2026-11-21T13:00:00Z", "minutes", "63");
        assertThat(new AlertText(finding).title()).isEqualTo("Nothing was booked for 63 minutes: rule 'it'");
        assertThat(new AlertText(finding).text("L"))
                .contains("\nThe last event was booked at 2026-11-21 13:00:00 UTC.\n");
    }

    @Test
    void noMoreThanThreeContributorsAreNamed() {
        Contributor one = new Contributor(Map.of("app", "a"), "1", "tokens", "0.25");
        Finding finding = new Finding(
                new AlertKey("acme", AlertKind.BUDGET_THRESHOLD, ID, "r", Instant.EPOCH),
                Severity.INFO,
                new Subject("budget", ID, "it"),
                Map.of(),
                null,
                Map.of(),
                Instant.EPOCH,
                null,
                List.of(one, one, one, one),
                List.of());
        assertThat(new AlertText(finding).text("L").lines().filter(line -> line.startsWith("- ")))
                .containsExactly("- app a: 1 tokens (25 %)", "- app a: 1 tokens (25 %)", "- app a: 1 tokens (25 %)");
    }

    @Test
    void whatIsMissingIsLeftOut() {
        for (AlertKind kind : AlertKind.values()) {
            AlertText words = new AlertText(finding(kind, Map.of()));
            assertThat(words.title()).as(kind.wireName()).contains("'it'").doesNotContain("null");
            assertThat(words.text("L"))
                    .as(kind.wireName())
                    .isEqualTo("Tenant acme, all usage.\nSince 2026-11-21 14:03:07 UTC.\nL");
        }
    }

    private static Finding finding(AlertKind kind, Map<String, List<String>> scope, String... figures) {
        return new Finding(
                new AlertKey("acme", kind, ID, "r", Instant.EPOCH),
                Severity.WARNING,
                new Subject("rule", ID, "it"),
                scope,
                null,
                Findings.figures(figures),
                Instant.parse("2026-11-21T14:03:07Z"),
                null,
                List.of(),
                List.of());
    }
}
