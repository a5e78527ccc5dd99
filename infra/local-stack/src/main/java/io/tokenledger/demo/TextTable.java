package io.tokenledger.demo;

import java.util.ArrayList;
import java.util.List;

/** A plain table for a terminal: the first column to the left, all others to the right, two spaces between. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> head) {
        this.head = List.copyOf(head);
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException("columns: " + head.size() + ", cells: " + cells);
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** A rule across the table: what comes behind it sums up. */
    TextTable rule() {
        rows.add(List.of());
        return this;
    }

    /** Its lines, without spaces at their ends. */
    List<String> lines() {
        int[] widths = new int[head.size()];
        widen(widths, head);
        rows.forEach(row -> widen(widths, row));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(widths, head));
        lines.add(line(widths, rule));
        rows.forEach(row -> lines.add(line(widths, row.isEmpty() ? rule : row)));
        return lines;
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    private static String line(int[] widths, List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP).append(i == 0 ? row.get(i) + space : space + row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
