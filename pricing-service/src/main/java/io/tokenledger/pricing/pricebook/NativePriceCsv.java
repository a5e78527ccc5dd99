package io.tokenledger.pricing.pricebook;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The native price file: CSV with a header, a line per price list; lines that begin with {@code #} are comments. All or
 * nothing: every fault is listed with line, column, value and rule. Pure.
 */
public final class NativePriceCsv {
    static final String FORMAT = "native";

    private final NativePriceLines prices = new NativePriceLines();

    private NativePriceCsv() {}

    /** Reads and checks a whole file; throws {@link PriceFileException} with all its faults. */
    public static PriceFile read(String csv) {
        return new NativePriceCsv().readFile(csv);
    }

    private PriceFile readFile(String csv) {
        List<CsvRecord> lines = lines(csv);
        List<String> header = lines.isEmpty()
                ? List.of()
                : lines.getFirst().getFields().stream().map(String::strip).toList();
        if (isHeaderFine(lines.isEmpty() ? 1 : lines.getFirst().getStartingLineNumber(), header)) {
            lines.stream().skip(1).forEach(line -> readLine(header, line));
        }
        return prices.toFile();
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

    private boolean isHeaderFine(long line, List<String> header) {
        for (String required : NativePriceLines.REQUIRED) {
            if (!header.contains(required)) {
                prices.fault(line, required, "", "the header must name this column");
            }
        }
        var seen = new LinkedHashSet<String>();
        for (String column : header) {
            if (!seen.add(column)) {
                prices.fault(line, column, column, "the header names this column twice");
            }
        }
        return prices.columnsAreKnown(line, seen) && !prices.hasFaults();
    }

    private void readLine(List<String> header, CsvRecord line) {
        if (line.getFieldCount() != header.size()) {
            prices.fault(
                    line.getStartingLineNumber(),
                    "",
                    line.getFieldCount() + " fields",
                    "as many fields as the header has: " + header.size());
            return;
        }
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), line.getField(i).strip());
        }
        prices.add(line.getStartingLineNumber(), fields);
    }
}
