package io.tokenledger.pricing.pricebook;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The native price file: CSV with a header, a line per price list; lines that begin with {@code #} are comments. All or
 * nothing: every fault is listed with line, column, value and rule. Pure.
 */
final class NativePriceCsv {
    static final String FORMAT = "native";

    private static final Set<String> REQUIRED =
            Set.of("provider", "model", "service_tier", "valid_from", "currency", "source", "source_date");
    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of(
                            "provider",
                            "model",
                            "aliases",
                            "service_tier",
                            "context_over_tokens",
                            "valid_from",
                            "valid_until",
                            "currency",
                            "source",
                            "source_date",
                            "tenant"),
                    Arrays.stream(RateColumn.values()).map(RateColumn::column))
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private final List<PriceFileError> errors = new ArrayList<>();
    private final List<PriceFile.RoundedPrice> rounded = new ArrayList<>();

    private NativePriceCsv() {}

    /** Reads and checks a whole file; throws {@link PriceFileException} with all its faults. */
    static PriceFile read(String csv) {
        return new NativePriceCsv().readFile(csv);
    }

    private PriceFile readFile(String csv) {
        List<CsvRecord> lines = lines(csv);
        var rows = new ArrayList<PriceRow>();
        List<String> header = lines.isEmpty()
                ? List.of()
                : lines.getFirst().getFields().stream().map(String::strip).toList();
        checkHeader(lines.isEmpty() ? 1 : lines.getFirst().getStartingLineNumber(), header);
        if (errors.isEmpty()) {
            for (CsvRecord line : lines.subList(1, lines.size())) {
                readLine(header, line, rows);
            }
            errors.addAll(PriceFileRules.violations(rows));
        }
        if (!errors.isEmpty()) {
            throw new PriceFileException(errors);
        }
        return new PriceFile(List.copyOf(rows), List.copyOf(rounded));
    }

    private List<CsvRecord> lines(String csv) {
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        var reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // counted below, to name the line
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
        var lines = new ArrayList<CsvRecord>();
        try {
            reader.forEach(lines::add);
        } catch (CsvParseException e) {
            long line = lines.isEmpty() ? 1 : lines.getLast().getStartingLineNumber() + 1;
            throw new PriceFileException(List.of(new PriceFileError(line, "", "", "not CSV: " + rootMessage(e))));
        }
        return lines;
    }

    private static String rootMessage(CsvParseException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
    }

    private void checkHeader(long line, List<String> header) {
        for (String required : KNOWN) {
            if (REQUIRED.contains(required) && !header.contains(required)) {
                errors.add(new PriceFileError(line, required, "", "the header must name this column"));
            }
        }
        var seen = new HashSet<String>();
        for (String column : header) {
            if (!KNOWN.contains(column)) {
                errors.add(new PriceFileError(
                        line, column, column, "unknown column; known are " + String.join(", ", KNOWN)));
            } else if (!seen.add(column)) {
                errors.add(new PriceFileError(line, column, column, "the header names this column twice"));
            }
        }
    }

    private void readLine(List<String> header, CsvRecord line, List<PriceRow> rows) {
        if (line.getFieldCount() != header.size()) {
            errors.add(new PriceFileError(
                    line.getStartingLineNumber(),
                    "",
                    line.getFieldCount() + " fields",
                    "as many fields as the header has: " + header.size()));
            return;
        }
        PriceRow row = new PriceLine(header, line, errors, rounded).toRow();
        if (row != null) {
            rows.add(row);
        }
    }
}
