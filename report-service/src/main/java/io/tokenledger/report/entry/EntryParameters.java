package io.tokenledger.report.entry;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads which entries are asked for. Pure. */
final class EntryParameters {
    private static final List<String> KINDS = List.of("usage", "reversal", "pricing", "correction", "charge");
    private static final String METER = "[a-z][a-z0-9_]{0,63}";
    private static final String COST_CENTER = "cost_center";

    private EntryParameters() {}

    /**
     * The question asked; {@code now} decides what this month is.
     *
     * @param rows that are told where no limit is given; empty: all
     * @param most that a limit may be
     */
    static EntryQuestion read(QueryParameters parameters, Instant now, OptionalInt rows, int most) {
        List<Filter> filters = new ArrayList<>();
        List<String> centers = new ArrayList<>();
        List<String> tenants = new ArrayList<>();
        parameters.single("tenant").ifPresent(tenants::add);
        for (Map.Entry<String, List<String>> filter :
                parameters.startingWith("filter.").entrySet()) {
            if (filter.getKey().equals(COST_CENTER)) {
                centers.addAll(filter.getValue().stream().distinct().toList());
            } else if (filter.getKey().equals(Dimension.Attribute.TENANT.wireName())) {
                tenants.addAll(filter.getValue());
            } else {
                filters.add(new Filter(Dimension.named(filter.getKey()), filter.getValue()));
            }
        }
        return new EntryQuestion(
                tenant(tenants),
                PeriodParameters.read(parameters, now),
                List.copyOf(filters),
                List.copyOf(centers),
                parameters.list("kind").stream()
                        .map(kind -> oneOf("kind", kind, KINDS))
                        .distinct()
                        .toList(),
                parameters.single("line_kind").map(EntryParameters::lineKind),
                parameters.single("adjusts"),
                parameters.single("meter").map(EntryParameters::meter),
                parameters
                        .single("price_id")
                        .map(text -> OptionalLong.of(number("price_id", text, Long.MAX_VALUE)))
                        .orElse(OptionalLong.empty()),
                parameters.single("reference"),
                parameters.single("stated_by"),
                parameters.single("min_difference").map(EntryParameters::minDifference),
                parameters.single("cursor").map(EntryCursor::parse),
                limit(parameters.single("limit"), rows, most));
    }

    private static String tenant(List<String> tenants) {
        List<String> different = tenants.stream().distinct().toList();
        if (different.size() != 1 || different.getFirst().isEmpty()) {
            throw ReportError.PARAMETER_INVALID.because("tenant is "
                    + (different.isEmpty() ? "missing" : "given as " + different) + ": entries are one tenant's own");
        }
        return different.getFirst();
    }

    private static EntryQuestion.LineKind lineKind(String text) {
        List<String> names = Stream.of(EntryQuestion.LineKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        return EntryQuestion.LineKind.valueOf(oneOf("line_kind", text, names).toUpperCase(Locale.ROOT));
    }

    private static String meter(String text) {
        if (!text.matches(METER)) {
            throw ReportError.PARAMETER_INVALID.because(
                    "meter is '" + text + "': the name of a meter as in prices, correction or charge is expected");
        }
        return text;
    }

    private static BigInteger minDifference(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,12})?")) {
            throw ReportError.PARAMETER_INVALID.because("min_difference is '" + text
                    + "': an amount in USD such as 0.01 is expected, of at most 12 places");
        }
        return Money.pico(text);
    }

    private static OptionalInt limit(Optional<String> text, OptionalInt rows, int most) {
        return text.isEmpty() ? rows : OptionalInt.of((int) number("limit", text.get(), most));
    }

    private static long number(String name, String text, long most) {
        boolean fits = text.matches("[1-9]\\d{0,17}") && Long.parseLong(text) <= most;
        if (!fits) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " is '" + text + "': a whole number from 1 to " + most + " is expected");
        }
        return Long.parseLong(text);
    }

    private static String oneOf(String name, String text, List<String> values) {
        if (!values.contains(text)) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " is '" + text + "': one of " + String.join(", ", values) + " is expected");
        }
        return text;
    }
}
