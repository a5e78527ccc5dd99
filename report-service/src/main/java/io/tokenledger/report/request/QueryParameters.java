package io.tokenledger.report.request;

import io.tokenledger.report.problem.ReportError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The query parameters of one request. Every parameter that an endpoint knows is taken by name; {@link #refuseOthers}
 * then names those that nobody took.
 */
public final class QueryParameters {
    private static final int MAX_VALUES = 1_000;
    private static final Pattern UUID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, List<String>> values;
    private final Set<String> known = new TreeSet<>();

    /**
     * The parameters of a request.
     *
     * @param values decoded, in the order in which they were given
     */
    public QueryParameters(Map<String, List<String>> values) {
        this.values = new TreeMap<>(values);
        this.values.forEach(QueryParameters::check);
    }

    /** The same without parameters that are there, but empty, as a form sends them. */
    public QueryParameters withoutEmpty() {
        Map<String, List<String>> filled = new TreeMap<>(values);
        filled.values().removeIf(given -> given.equals(List.of("")));
        return new QueryParameters(filled);
    }

    /** A parameter that may be given once; empty where it is not given. */
    public Optional<String> single(String name) {
        known.add(name);
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw ReportError.PARAMETER_REPEATED.because(name + " is given " + given.size() + " times: " + given);
        }
        if (given.equals(List.of(""))) {
            throw ReportError.PARAMETER_INVALID.because(name + " is empty: leave it out, or give it a value");
        }
        return given.stream().findFirst();
    }

    /** A parameter that must be given; {@code why} is told where it is not. */
    public String required(String name, String why) {
        return single(name).orElseThrow(() -> ReportError.PARAMETER_INVALID.because(name + " is missing: " + why));
    }

    /** An id as it stands in a path or a parameter of that name. */
    public static UUID uuid(String name, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " is '" + text + "': an id such as 3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11 is expected");
        }
        return UUID.fromString(text);
    }

    /** A list, separated by commas or given repeatedly; empty where it is not given. */
    public List<String> list(String name) {
        known.add(name);
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .toList();
    }

    /** All parameters whose name begins so, by the rest of the name; values as given, in a stable order. */
    public Map<String, List<String>> startingWith(String prefix) {
        known.add(prefix + "<dimension>");
        Map<String, List<String>> found = new TreeMap<>();
        values.forEach((name, given) -> {
            if (name.startsWith(prefix)) {
                known.add(name);
                found.put(name.substring(prefix.length()), given);
            }
        });
        return found;
    }

    /** Refuses what no one has taken: a misspelt filter must not give everybody's figures. */
    public void refuseOthers() {
        List<String> others = new ArrayList<>(values.keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw ReportError.PARAMETER_UNKNOWN.because(
                    "unknown: " + String.join(", ", others) + "; known here: " + String.join(", ", known));
        }
    }

    private static void check(String name, List<String> given) {
        if (given.size() > MAX_VALUES) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " has " + given.size() + " values, more than " + MAX_VALUES);
        }
        boolean unprintable = Stream.concat(Stream.of(name), given.stream())
                .flatMapToInt(String::chars)
                .anyMatch(character -> Character.isISOControl(character));
        if (unprintable) {
            throw ReportError.PARAMETER_INVALID.because("a parameter holds a control character, which no name has");
        }
    }
}
