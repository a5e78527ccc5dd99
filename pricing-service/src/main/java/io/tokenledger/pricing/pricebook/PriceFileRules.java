package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the lines of a price file must not say together. Pure. */
final class PriceFileRules {
    private record Name(String provider, String name) {}

    private PriceFileRules() {}

    /** The faults in the order of the lines; each name comes with the line that first states it. */
    static List<PriceFileError> violations(List<PriceRow> rows, Map<ModelName, Long> lineByName) {
        var errors = new ArrayList<PriceFileError>();
        errors.addAll(overlaps(rows));
        errors.addAll(ambiguousAliases(rows, lineByName));
        errors.addAll(forgottenFees(rows));
        errors.sort(Comparator.comparingLong(PriceFileError::line));
        return errors;
    }

    /** Two lists of one key, or of two windows that share an hour, must not be valid at the same time. */
    private static List<PriceFileError> overlaps(List<PriceRow> rows) {
        var errors = new ArrayList<PriceFileError>();
        for (List<PriceRow> sameList : grouped(rows, row -> atAnyHour(row.key()))) {
            sameList.sort(Comparator.comparing(row -> row.range().from()));
            var open = new ArrayList<PriceRow>(); // those that are not over when the next begins
            for (PriceRow row : sameList) {
                open.removeIf(earlier -> !earlier.range().overlaps(row.range()));
                open.stream()
                        .filter(earlier -> shareAnHour(earlier, row))
                        .findFirst()
                        .ifPresent(earlier -> errors.add(new PriceFileError(
                                row.line(),
                                "valid_from",
                                row.range().from().toString(),
                                "overlaps line " + earlier.line() + ", which prices " + earlier.key() + " in "
                                        + earlier.range())));
                open.add(row);
            }
        }
        return errors;
    }

    private static PriceKey atAnyHour(PriceKey key) {
        return new PriceKey(
                key.tenant(),
                key.provider(),
                key.model(),
                key.serviceTier(),
                key.region(),
                key.contextOverTokens(),
                TimeWindow.ALWAYS);
    }

    /** A list without a window stands beneath those with one: they do not collide. */
    private static boolean shareAnHour(PriceRow one, PriceRow other) {
        TimeWindow mine = one.key().window();
        TimeWindow theirs = other.key().window();
        if (mine.isAlways() || theirs.isAlways()) {
            return mine.isAlways() == theirs.isAlways();
        }
        return mine.overlaps(theirs);
    }

    private static Collection<List<PriceRow>> grouped(List<PriceRow> rows, Function<PriceRow, PriceKey> key) {
        var groups = new LinkedHashMap<PriceKey, List<PriceRow>>();
        rows.forEach(row ->
                groups.computeIfAbsent(key.apply(row), _ -> new ArrayList<>()).add(row));
        return groups.values();
    }

    private static List<PriceFileError> ambiguousAliases(List<PriceRow> rows, Map<ModelName, Long> lineByName) {
        var models = new HashSet<Name>();
        rows.forEach(row -> models.add(new Name(row.key().provider(), row.key().model())));
        Map<Name, String> modelByAlias = new HashMap<>();
        var errors = new ArrayList<PriceFileError>();
        lineByName.forEach((alias, line) -> {
            var name = new Name(alias.provider(), alias.name());
            String other = modelByAlias.putIfAbsent(name, alias.model());
            if (models.contains(name)) {
                errors.add(new PriceFileError(
                        line, "aliases", alias.name(), "is itself a model with prices in this file"));
            } else if (other != null) {
                errors.add(new PriceFileError(
                        line, "aliases", alias.name(), "already stands for model '" + other + "' in this file"));
            }
        });
        return errors;
    }

    /** A list over a threshold stands alone: a fee per request that it leaves out would silently be free. */
    private static List<PriceFileError> forgottenFees(List<PriceRow> rows) {
        var withFee = new HashMap<PriceKey, List<PriceRow>>();
        rows.stream()
                .filter(PriceFileRules::hasFee)
                .forEach(row -> withFee.computeIfAbsent(row.key(), _ -> new ArrayList<>())
                        .add(row));
        var errors = new ArrayList<PriceFileError>();
        for (PriceRow row : rows) {
            if (row.key().contextOverTokens() > 0 && !hasFee(row)) {
                withFee.getOrDefault(row.key().base(), List.of()).stream()
                        .filter(base -> base.range().overlaps(row.range()))
                        .findFirst()
                        .ifPresent(base -> errors.add(new PriceFileError(
                                row.line(),
                                RateColumn.REQUEST.column(),
                                "",
                                "is missing, but line " + base.line() + " has a price per request for " + base.key()
                                        + ": repeat it, or write 0 if it is free")));
            }
        }
        return errors;
    }

    private static boolean hasFee(PriceRow row) {
        return row.rates().own().containsKey(Meter.REQUESTS);
    }
}
