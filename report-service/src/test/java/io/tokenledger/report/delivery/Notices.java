package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is told in tests. */
public final class Notices {
    static final Instant AT = Instant.parse("2026-11-20T10:15:31Z");

    private Notices() {}

    /** An alert of that name, firing. */
    public static AlertNotice firing(String name) {
        return of(name, AlertNotice.Event.FIRING, "warning", AT);
    }

    public static AlertNotice resolved(String name) {
        return of(name, AlertNotice.Event.RESOLVED, "warning", AT.plusSeconds(60));
    }

    public static AlertNotice of(String name, AlertNotice.Event event, String severity, Instant at) {
        return of(name, event, severity, at, name + " is at 80 %", "804.5 of 1000 USD\nsince 10:15");
    }

    public static AlertNotice of(
            String name, AlertNotice.Event event, String severity, Instant at, String title, String text) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("spent", "804.5");
        figures.put("limit", "1000");
        figures.put("currency", "USD");
        figures.put("percent", "80.45");
        return new AlertNotice(
                id("notice " + name + event),
                id("alert " + name),
                event,
                "acme",
                "budget_threshold",
                severity,
                title,
                text,
                new AlertNotice.Subject("budget", id("budget " + name), name),
                Map.of("team", List.of("search")),
                new AlertNotice.Period(
                        Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), "UTC"),
                figures,
                at.isBefore(AT) ? at : AT,
                at,
                new AlertNotice.Crossing("checkout-bot", "8c6f", AT.minusSeconds(1)),
                List.of(new AlertNotice.Contributor(Map.of("app", "ranker"), "512.25", "USD", "0.6367")),
                "http://127.0.0.1:8083/alerts/" + id("alert " + name));
    }

    private static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
