package io.tokenledger.report.delivery.channel;

import io.tokenledger.contract.AlertNotice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of a channel's own, with placeholders such as {@code {{percent}}}: they are replaced, and nothing is computed. What
 * an alert does not have, such as a period, becomes a dash.
 */
public record NoticeTemplate(String text) {
    /** Longest that is taken, in characters. */
    public static final int LONGEST = 4_000;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final String NOTHING = "–";
    private static final Set<String> OF_EVERY_NOTICE = Set.of(
            "title",
            "text",
            "event",
            "kind",
            "severity",
            "tenant",
            "subject",
            "since",
            "at",
            "link",
            "alert_id",
            "period_from",
            "period_to",
            "contributors",
            "scope");
    /** Figures that alerts have, each some of them. */
    private static final Set<String> FIGURES = Set.of(
            "budget",
            "rule",
            "currency",
            "unit",
            "spent",
            "tokens",
            "requests",
            "limit",
            "remaining",
            "percent",
            "threshold",
            "forecast",
            "forecast_low",
            "forecast_high",
            "exhausted_at",
            "exhausted_from",
            "exhausted_to",
            "what",
            "period",
            "over",
            "observed",
            "method",
            "interval",
            "excess",
            "counted",
            "booked",
            "received",
            "last_booked_at",
            "days",
            "hour",
            "expected",
            "expected_low",
            "expected_high",
            "actual",
            "share",
            "unpriced",
            "unpriced_requests",
            "rejected",
            "difference",
            "minutes",
            "last_event_at",
            "resolved_because");

    /** Every name that a placeholder can have. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>(OF_EVERY_NOTICE);
        known.addAll(FIGURES);
        return known;
    }

    /** The placeholders that are none, as they were written. */
    public static List<String> unknown(String text) {
        Set<String> known = known();
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }

    /** Braces that belong to no placeholder: most likely a slip. */
    public static boolean hasStrayBraces(String text) {
        String without = PLACEHOLDER.matcher(text).replaceAll("");
        return without.contains("{{") || without.contains("}}");
    }

    /** The words for a notice; {@code escape} makes values harmless where they go, the template's own words stay. */
    public String render(AlertNotice notice, UnaryOperator<String> escape) {
        Map<String, String> values = values(notice);
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        escape.apply(values.getOrDefault(found.group(1).strip(), NOTHING))));
    }

    private static Map<String, String> values(AlertNotice notice) {
        Map<String, String> values = new TreeMap<>(notice.figures());
        values.put("title", notice.title());
        values.put("text", notice.text());
        values.put("event", notice.event().name().toLowerCase(Locale.ROOT));
        values.put("kind", notice.kind());
        values.put("severity", notice.severity());
        values.put("tenant", notice.tenant());
        values.put("subject", notice.subject().name());
        values.put("since", notice.since().toString());
        values.put("at", notice.at().toString());
        values.put("link", notice.link());
        values.put("alert_id", notice.alertId().toString());
        AlertNotice.Period period = notice.period();
        if (period != null) {
            values.put("period_from", period.from().toString());
            values.put("period_to", period.to().toString());
        }
        values.put("scope", scope(notice));
        values.put("contributors", contributors(notice));
        return values;
    }

    private static String scope(AlertNotice notice) {
        return notice.scope().isEmpty()
                ? "all of " + notice.tenant()
                : new TreeMap<>(notice.scope())
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + String.join(", ", each.getValue()))
                                .collect(Collectors.joining("; "));
    }

    private static String contributors(AlertNotice notice) {
        return notice.contributors().stream()
                .map(each -> String.join(" / ", new TreeMap<>(each.group()).values()) + ": " + each.amount() + " "
                        + each.unit())
                .collect(Collectors.joining("; "));
    }
}
