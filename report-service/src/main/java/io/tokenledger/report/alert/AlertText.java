package io.tokenledger.report.alert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An alert in words: what, how much, since when, who brought most of it, and where to look. Pure.
 *
 * <p>Figures that a kind's words are made of; amounts are exact decimals of {@code currency}, or of tokens where there is
 * none; shares are numbers of percent; instants are ISO 8601. What is missing is left out of the words.
 *
 * <ul>
 *   <li>budget_threshold: {@code threshold} (a part of one), {@code spent}, {@code limit}, {@code percent}
 *   <li>budget_forecast: {@code threshold}, {@code forecast}, {@code forecast_low}, {@code forecast_high}, {@code limit},
 *       {@code percent} (of the forecast), {@code spent}
 *   <li>budget_exhaustion: {@code exhausted_at}, {@code exhausted_from}, {@code exhausted_to}, {@code days}, {@code spent},
 *       {@code limit}
 *   <li>spend_anomaly: {@code observed}, {@code expected_low}, {@code expected_high}, {@code interval} (percent),
 *       {@code excess} (negative: too little)
 *   <li>unpriced_share: {@code unpriced}, {@code requests}, {@code percent}, {@code over}, {@code minutes}
 *   <li>rejected_share: {@code rejected}, {@code received}, {@code percent}, {@code over}, {@code hours}
 *   <li>ledger_drift: {@code what}, {@code booked}, {@code counted}, {@code difference}
 *   <li>ingest_silent: {@code last_booked_at}, {@code minutes}
 * </ul>
 *
 * Of every budget and every share {@code unpriced_requests}, where there are some, is told as well.
 */
public final class AlertText {
    private static final int SHOWN_CONTRIBUTORS = 3;

    private final Finding finding;
    private final FigureText figures;

    public AlertText(Finding finding) {
        this.finding = finding;
        this.figures = new FigureText(finding);
    }

    /** One line. */
    public String title() {
        String name = "'" + finding.subject().name() + "'";
        return switch (finding.key().kind()) {
            case BUDGET_THRESHOLD ->
                "Budget " + name + " crossed " + threshold()
                        + figures.amount("limit").orElse("its limit");
            case BUDGET_FORECAST ->
                "Budget " + name + " is heading over " + threshold()
                        + figures.amount("limit").orElse("its limit");
            case BUDGET_EXHAUSTION ->
                "Budget " + name + " will be used up"
                        + figures.time("exhausted_at").map(at -> " by " + at).orElse("");
            case SPEND_ANOMALY ->
                (belowExpected() ? "Unusually little" : "Unusually much") + " used in an hour" + found(name);
            case UNPRICED_SHARE ->
                figures.percent("percent").orElse("Some") + " of the requests have no price" + found(name);
            case REJECTED_SHARE ->
                figures.percent("percent").orElse("Some") + " of what came in was rejected" + found(name);
            case LEDGER_DRIFT -> "The books do not add up" + found(name);
            case INGEST_SILENT ->
                "Nothing was booked for " + figures.count("minutes").orElse("some") + " minutes" + found(name);
        };
    }

    /** Some lines, the link last. */
    public String text(String link) {
        return String.join("\n", lines()) + "\n" + link;
    }

    /** The same without the link. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(tenantAndScope());
        lines.addAll(AlertSentences.of(finding.key().kind(), figures));
        figures.count("unpriced_requests")
                .filter(count -> !count.equals("0"))
                .ifPresent(count -> lines.add(count + " requests have no price yet and are in no amount."));
        lines.add("Since " + figures.time(finding.since()) + ".");
        Optional.ofNullable(finding.crossing())
                .ifPresent(event -> lines.add("Crossed with event " + event.id() + " of " + event.source() + ", "
                        + figures.time(event.occurredAt()) + "."));
        if (!finding.contributors().isEmpty()) {
            lines.add("Most of it:");
            finding.contributors().stream()
                    .limit(SHOWN_CONTRIBUTORS)
                    .map(one -> "- " + FigureText.contributor(one))
                    .forEach(lines::add);
        }
        return lines;
    }

    private String tenantAndScope() {
        String scope = figures.scope();
        return Stream.of(
                                Optional.of("Tenant " + finding.key().tenant()),
                                Optional.of(scope.isEmpty() ? "all usage" : scope),
                                figures.period())
                        .flatMap(Optional::stream)
                        .reduce((left, right) -> left + ", " + right)
                        .orElseThrow()
                + ".";
    }

    private boolean belowExpected() {
        return figures.plain("excess")
                        .map(BigDecimal::new)
                        .orElse(BigDecimal.ZERO)
                        .signum()
                < 0;
    }

    /** {@code 80 % of }; nothing where it is not known. */
    private String threshold() {
        return figures.plain("threshold")
                .map(part -> new BigDecimal(part)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + " % of ")
                .orElse("");
    }

    private static String found(String rule) {
        return ": rule " + rule;
    }
}
