package io.tokenledger.report.sheet;

import java.util.List;

/**
 * A table with a heading.
 *
 * @param name at most 31 characters, as spreadsheets want it
 * @param rows each with a cell per column
 * @param footer the same, under them: totals
 */
public record Sheet(String name, List<String> columns, List<List<Cell>> rows, List<List<Cell>> footer) {
    private static final int LONGEST_NAME = 31;

    public Sheet {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        footer = footer.stream().map(List::copyOf).toList();
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name of a sheet is longer than " + LONGEST_NAME + ": " + name);
        }
        check(name, columns, rows);
        check(name, columns, footer);
    }

    /** Without a footer. */
    public Sheet(String name, List<String> columns, List<List<Cell>> rows) {
        this(name, columns, rows, List.of());
    }

    private static void check(String name, List<String> columns, List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        name + " has " + columns.size() + " columns, and a row of " + row.size());
            }
        }
    }
}
