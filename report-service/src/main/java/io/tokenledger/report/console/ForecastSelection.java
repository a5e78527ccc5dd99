package io.tokenledger.report.console;

import io.tokenledger.report.outlook.OutlookParameters;
import io.tokenledger.report.outlook.OutlookQuestion;
import io.tokenledger.report.request.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was filled in of the form of the forecast page; empty: nothing. Pure.
 *
 * @param fields by name, all of {@link #NAMES}
 */
public record ForecastSelection(Map<String, String> fields) {
    private static final List<String> NAMES =
            List.of("tenant", "team", "app", "model", "horizon", "step", "group_by", "timezone", "currency", "at");
    private static final List<String> FILTERS = List.of("team", "app", "model");

    public ForecastSelection {
        fields = Map.copyOf(fields);
    }

    static ForecastSelection read(QueryParameters parameters) {
        QueryParameters filled = parameters.withoutEmpty();
        Map<String, String> fields = defaults();
        for (String name : NAMES) {
            filled.single(name).ifPresent(value -> fields.put(name, value));
        }
        filled.refuseOthers();
        return new ForecastSelection(fields);
    }

    /** The rest of this month, of all, by days. */
    static ForecastSelection byDefault() {
        return new ForecastSelection(defaults());
    }

    private static Map<String, String> defaults() {
        Map<String, String> fields = new TreeMap<>();
        NAMES.forEach(name -> fields.put(name, ""));
        fields.put("horizon", "rest_of_month");
        fields.put("step", "day");
        fields.put("timezone", "UTC");
        fields.put("currency", "USD");
        return fields;
    }

    /** A field, for the template. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** How far ahead can be chosen; what was asked for by hand stays. */
    public List<String> horizons() {
        return withAsked(
                List.of("rest_of_month", "rest_of_quarter", "rest_of_year", "7d", "30d", "90d", "365d"),
                get("horizon"));
    }

    public List<String> steps() {
        return List.of("day", "hour");
    }

    /** The dimensions that the answer can be told by. */
    public List<String> groups() {
        return withAsked(
                List.of("", "team", "app", "project", "model", "provider", "service_tier", "environment"),
                get("group_by"));
    }

    private static List<String> withAsked(List<String> offered, String asked) {
        return Stream.concat(offered.stream(), Stream.of(asked)).distinct().toList();
    }

    /** The question for the endpoint. */
    OutlookQuestion question(Instant now) {
        Map<String, List<String>> parameters = new TreeMap<>();
        asked().forEach((name, value) -> parameters.put(name, List.of(value)));
        return OutlookParameters.read(new QueryParameters(parameters), now);
    }

    /** The same of the API, in some format. */
    String url(String format) {
        return "/v1/forecast?"
                + asked().entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                + "&format=" + format;
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (!get(name).isEmpty()) {
                asked.put(FILTERS.contains(name) ? "filter." + name : name, get(name));
            }
        }
        return asked;
    }
}
