package io.tokenledger.report.alert;

import java.util.List;
import java.util.Optional;

/** What each kind of alert says of how much it is. Pure. */
final class AlertSentences {
    private AlertSentences() {}

    /** One or two sentences; none where the figures are missing. */
    static List<String> of(AlertKind kind, FigureText figures) {
        return switch (kind) {
            case BUDGET_THRESHOLD -> some(List.of(spent(figures)));
            case BUDGET_FORECAST -> some(List.of(forecast(figures), spent(figures)));
            case BUDGET_EXHAUSTION -> some(List.of(exhaustion(figures), spent(figures)));
            case SPEND_ANOMALY -> some(List.of(anomaly(figures)));
            case UNPRICED_SHARE -> some(List.of(share(figures, "unpriced", "requests", "have no price", "minutes")));
            case REJECTED_SHARE -> some(List.of(share(figures, "rejected", "received", "were rejected", "hours")));
            case LEDGER_DRIFT -> some(List.of(figures.plain("what").map(what -> what + "."), drift(figures)));
            case INGEST_SILENT ->
                some(List.of(figures.time("last_booked_at").map(last -> "The last event was booked at " + last + ".")));
        };
    }

    private static Optional<String> spent(FigureText figures) {
        return figures.amount("spent")
                .map(spent -> "Used so far: " + spent
                        + figures.amount("limit").map(limit -> " of " + limit).orElse("")
                        + figures.percent("percent")
                                .filter(_ -> figures.plain("forecast").isEmpty())
                                .map(percent -> " (" + percent + ")")
                                .orElse("")
                        + ".");
    }

    private static Optional<String> forecast(FigureText figures) {
        return figures.amount("forecast")
                .map(forecast -> "Expected at the end: " + forecast
                        + figures.percent("percent")
                                .map(percent -> " (" + percent + ")")
                                .orElse("")
                        + between(figures, "forecast_low", "forecast_high") + ".");
    }

    private static Optional<String> exhaustion(FigureText figures) {
        return figures.time("exhausted_at")
                .map(at -> "Used up at " + at
                        + figures.count("days")
                                .map(days -> ", within " + days + " days")
                                .orElse("")
                        + figures.time("exhausted_from")
                                .map(from -> "; not before " + from)
                                .orElse("")
                        + figures.time("exhausted_to")
                                .map(to -> ", not after " + to)
                                .orElse("")
                        + ".");
    }

    private static Optional<String> anomaly(FigureText figures) {
        return figures.amount("observed")
                .map(observed -> "It came to " + observed
                        + figures.amount("expected_low")
                                .flatMap(low -> figures.amount("expected_high")
                                        .map(high -> ", where "
                                                + figures.percent("interval")
                                                        .map(level -> level + " of such hours")
                                                        .orElse("such hours")
                                                + " come to " + low + " to " + high))
                                .orElse("")
                        + ".");
    }

    private static Optional<String> share(FigureText figures, String part, String whole, String verb, String window) {
        return figures.count(part)
                .flatMap(some -> figures.count(whole)
                        .map(all -> some + " of " + all + " " + verb
                                + figures.count(window)
                                        .map(length -> " within " + length + " "
                                                + (length.equals("1") ? window.replaceFirst("s$", "") : window))
                                        .orElse("")
                                + figures.percent("over")
                                        .map(over -> "; " + over + " are allowed")
                                        .orElse("")
                                + "."));
    }

    private static Optional<String> drift(FigureText figures) {
        return figures.amount("booked")
                .flatMap(booked -> figures.amount("counted")
                        .map(counted -> "The entries add up to " + booked
                                + ", what was summed up says " + counted
                                + figures.amount("difference")
                                        .map(difference -> ": " + difference + " apart")
                                        .orElse("")
                                + "."));
    }

    private static String between(FigureText figures, String low, String high) {
        return figures.amount(low)
                .flatMap(least -> figures.amount(high).map(most -> ", between " + least + " and " + most))
                .orElse("");
    }

    private static List<String> some(List<Optional<String>> sentences) {
        return sentences.stream().flatMap(Optional::stream).toList();
    }
}
