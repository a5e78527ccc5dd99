package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a native price file, whatever they are written in: fields by the name of their column. All or nothing:
 * every fault is kept with line, column, value and rule, and the file is made only where there is none. Pure.
 */
public final class NativePriceLines {
    /** Columns that every line must have. */
    static final List<String> REQUIRED =
            List.of("provider", "model", "service_tier", "valid_from", "currency", "source", "source_date");

    private static final Set<String> KNOWN = new LinkedHashSet<>(Stream.of(
                    REQUIRED,
                    List.of(
                            "aliases",
                            "region",
                            "time_window",
                            "context_over_tokens",
                            "context_from_tokens",
                            "valid_until"),
                    RateColumn.NAMED.stream().map(RateColumn::column).toList())
            .flatMap(List::stream)
            .toList());
    private static final String CONTRACT = "tenant";

    private final List<PriceFileError> errors = new ArrayList<>();
    private final List<PriceFile.RoundedPrice> rounded = new ArrayList<>();
    private final List<PriceRow> rows = new ArrayList<>();
    private final Map<ModelName, Long> lineByName = new LinkedHashMap<>();

    /** Notes a fault that whoever cuts the file into lines has found. */
    public void fault(long line, String column, String value, String rule) {
        errors.add(new PriceFileError(line, column, value, rule));
    }

    public boolean hasFaults() {
        return !errors.isEmpty();
    }

    /** Notes the columns among these that a file cannot have, and says whether there are none. */
    public boolean columnsAreKnown(long line, Collection<String> columns) {
        int before = errors.size();
        for (String column : columns) {
            String rule = ruleAgainst(column);
            if (rule != null) {
                fault(line, column, column, rule);
            }
        }
        return errors.size() == before;
    }

    private static @Nullable String ruleAgainst(String column) {
        if (column.equals(CONTRACT)) {
            return "a file has no contracts: contract prices are published with POST /v1/prices";
        }
        if (column.startsWith(RateColumn.FURTHER)) {
            try {
                RateColumn.of(column);
                return null;
            } catch (IllegalArgumentException e) {
                return String.valueOf(e.getMessage());
            }
        }
        return KNOWN.contains(column)
                ? null
                : "unknown column; known are " + String.join(", ", KNOWN) + " and meter:<id of a further meter>";
    }

    /** Checks one line and keeps its price list; its columns are known ones. */
    public void add(long line, Map<String, String> fields) {
        PriceRow row = new PriceLine(line, fields, errors, rounded).toRow();
        if (row != null) {
            rows.add(row);
            for (String alias : PriceLine.aliases(fields)) {
                lineByName.putIfAbsent(
                        ModelName.of(row.key().provider(), alias, row.key().model()), line);
            }
        }
    }

    /** The whole file; throws {@link PriceFileException} with all its faults. */
    public PriceFile toFile() {
        errors.addAll(PriceFileRules.violations(rows, lineByName));
        if (!errors.isEmpty()) {
            throw new PriceFileException(errors);
        }
        return new PriceFile(
                List.copyOf(rows), List.copyOf(lineByName.keySet()), List.of(), List.copyOf(rounded), List.of());
    }
}
