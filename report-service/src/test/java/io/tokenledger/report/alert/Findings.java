package io.tokenledger.report.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Findings to try alerts with. */
final class Findings {
    static final UUID MAIL = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    static final UUID CHAT = UUID.fromString("00000000-0000-4000-8000-00000000000b");
    static final Instant NOW = Instant.parse("2026-11-21T14:03:09Z");

    private Findings() {}

    /** Budget 'search 2026' of acme spent 802.41 of 1000 dollars; told by mail and chat. */
    static Finding threshold(UUID budget) {
        return threshold(budget, Instant.parse("2026-10-31T23:00:00Z"), "802.41", List.of(MAIL, CHAT));
    }

    static Finding threshold(UUID budget, Instant periodStart, String spent, List<UUID> channels) {
        return new Finding(
                new AlertKey("acme", AlertKind.BUDGET_THRESHOLD, budget, "0.8 of 1000 USD", periodStart),
                Severity.WARNING,
                new Subject("budget", budget, "search 2026"),
                Map.of("team", List.of("search")),
                new AlertPeriod(periodStart, Instant.parse("2026-11-30T23:00:00Z"), ZoneId.of("Europe/Berlin")),
                figures("threshold", "0.8", "spent", spent, "limit", "1000", "currency", "USD", "percent", "80.241"),
                Instant.parse("2026-11-21T14:03:07Z"),
                new CrossingEvent("checkout-bot", "8c6f", Instant.parse("2026-11-21T14:03:05Z")),
                List.of(
                        new Contributor(Map.of("app", "ranker", "model", "o3"), "500", "USD", "0.6231"),
                        new Contributor(Map.of("app", "", "model", "o4-mini"), "302.41", "USD", "0.3769")),
                channels);
    }

    /** In the order in which they stand. */
    static Map<String, String> figures(String... namesAndValues) {
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            figures.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return figures;
    }
}
