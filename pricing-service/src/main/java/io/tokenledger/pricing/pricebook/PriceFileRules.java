package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lines of a price file must not say together. Pure. */
final class PriceFileRules {
    private record ModelName(String provider, String name) {}

    private PriceFileRules() {}

    static List<PriceFileError> violations(List<PriceRow> rows) {
        var errors = new ArrayList<PriceFileError>();
        errors.addAll(overlaps(rows));
        errors.addAll(ambiguousAliases(rows));
        errors.addAll(forgottenFees(rows));
        errors.sort(Comparator.comparingLong(PriceFileError::line));
        return errors;
    }

    private static List<PriceFileError> overlaps(List<PriceRow> rows) {
        var byKey = new LinkedHashMap<PriceKey, List<PriceRow>>();
        rows.forEach(
                row -> byKey.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row));
        var errors = new ArrayList<PriceFileError>();
        for (List<PriceRow> sameKey : byKey.values()) {
            sameKey.sort(Comparator.comparing(row -> row.range().from()));
            for (int i = 1; i < sameKey.size(); i++) {
                PriceRow row = sameKey.get(i);
                PriceRow earlier = sameKey.get(i - 1);
                if (row.range().overlaps(earlier.range())) {
                    errors.add(new PriceFileError(
                            row.line(),
                            "valid_from",
                            row.range().from().toString(),
                            "overlaps line " + earlier.line() + ", which prices " + row.key() + " in "
                                    + earlier.range()));
                }
            }
        }
        return errors;
    }

    private static List<PriceFileError> ambiguousAliases(List<PriceRow> rows) {
        var models = new HashSet<ModelName>();
        rows.forEach(
                row -> models.add(new ModelName(row.key().provider(), row.key().model())));
        Map<ModelName, String> modelByAlias = new HashMap<>();
        var errors = new ArrayList<PriceFileError>();
        for (PriceRow row : rows) {
            for (String alias : row.aliases()) {
                var name = new ModelName(row.key().provider(), alias);
                String other = modelByAlias.putIfAbsent(name, row.key().model());
                if (models.contains(name)) {
                    errors.add(new PriceFileError(
                            row.line(), "aliases", alias, "is itself a model with prices in this file"));
                } else if (other != null && !other.equals(row.key().model())) {
                    errors.add(new PriceFileError(
                            row.line(), "aliases", alias, "already stands for model '" + other + "' in this file"));
                }
            }
        }
        return errors;
    }

    /** A list over a threshold stands alone: a fee per request that it leaves out would silently be free. */
    private static List<PriceFileError> forgottenFees(List<PriceRow> rows) {
        var errors = new ArrayList<PriceFileError>();
        for (PriceRow row : rows) {
            if (row.key().contextOverTokens() > 0 && !hasFee(row)) {
                rows.stream()
                        .filter(base -> base.key().equals(row.key().base()) && hasFee(base))
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
