package io.tokenledger.report.mover;

import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Movers as a table for a spreadsheet. Pure. */
final class MoverSheets {
    private static final List<String> FIGURES =
            List.of("before", "now", "change", "volume_effect", "price_effect", "other_effect", "currency");

    private MoverSheets() {}

    /** The movers, the others together where there are some, and the total. */
    static List<Sheet> of(MoversJson movers) {
        List<String> columns = new ArrayList<>(movers.groupBy());
        columns.addAll(FIGURES);
        List<List<Cell>> lines = new ArrayList<>();
        for (MoversJson.Line line : movers.movers()) {
            List<Cell> row = new ArrayList<>();
            line.group().values().forEach(value -> row.add(Cell.text(value)));
            row.addAll(figures(line.figures(), movers.currency()));
            lines.add(row);
        }
        return List.of(
                new Sheet("mover", columns, lines),
                new Sheet("others", columns, List.of(ungrouped(movers, movers.others()))),
                new Sheet("total", columns, List.of(ungrouped(movers, movers.total()))));
    }

    private static List<Cell> ungrouped(MoversJson movers, MoversJson.Figures figures) {
        List<Cell> row = new ArrayList<>(Collections.nCopies(movers.groupBy().size(), Cell.EMPTY));
        row.addAll(figures(figures, movers.currency()));
        return row;
    }

    private static List<Cell> figures(MoversJson.Figures figures, String currency) {
        return List.of(
                Cell.amount(figures.before()),
                Cell.amount(figures.now()),
                Cell.amount(figures.change()),
                Cell.amount(figures.volumeEffect()),
                Cell.amount(figures.priceEffect()),
                Cell.amount(figures.otherEffect()),
                Cell.text(currency));
    }
}
