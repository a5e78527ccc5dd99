package io.tokenledger.report.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class SheetFileTest {
    private static final Sheet COSTS = new Sheet(
            "Costs",
            List.of("team", "cost"),
            List.of(
                    List.of(Cell.text("=cmd|' /C calc'!A0"), Cell.amount("0.000000000001")),
                    List.of(Cell.text("a,\"b\"\u0001<&"), Cell.amount("123456789012345")),
                    List.of(Cell.text(null), Cell.amount("-1234567890123.456")),
                    List.of(Cell.text("+1"), Cell.amount(null))));
    private static final Sheet NOTES =
            new Sheet("Notes", List.of("note", "team"), List.of(List.of(Cell.text("n"), Cell.text("t"))));

    @Test
    void numbersAreNumbersWhereASpreadsheetCanHoldThemAndTextWhereNot() throws IOException {
        List<Row> rows = rows(XlsxFile.of(List.of(COSTS)), "Costs");
        assertThat(rows.get(0).getCellText(1)).isEqualTo("cost");
        assertThat(rows.get(1).getCellAsNumber(1))
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo("0.000000000001"));
        assertThat(rows.get(2).getCell(1).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(2).getCellAsNumber(1)).contains(new BigDecimal("123456789012345"));
        assertThat(rows.get(3).getCell(1).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(3).getCellText(1)).isEqualTo("-1234567890123.456");
    }

    @Test
    void nothingIsAFormula() throws IOException {
        List<Row> rows = rows(XlsxFile.of(List.of(COSTS)), "Costs");
        assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(1).getCellText(0)).isEqualTo("=cmd|' /C calc'!A0");
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.stream())
                        .allSatisfy(cell -> assertThat(cell == null ? null : cell.getFormula())
                                .isNull()));
        assertThat(CsvText.of(List.of(COSTS)))
                .contains("Costs,'=cmd|' /C calc'!A0,")
                .contains("Costs,'+1,");
    }

    @Test
    void textKeepsWhatIsMarkupAndLosesWhatNoFileCanHold() throws IOException {
        assertThat(rows(XlsxFile.of(List.of(COSTS)), "Costs").get(2).getCellText(0))
                .startsWith("a,\"b\"")
                .endsWith("<&");
    }

    @Test
    void csvHasTheColumnsOfAllTablesAndNamesTheTableOfEachRow() {
        assertThat(CsvText.of(List.of(NOTES, COSTS)).lines())
                .startsWith("row,note,team,cost", "Notes,n,t,", "Costs,,'=cmd|' /C calc'!A0,0.000000000001")
                .hasSize(6);
    }

    @Test
    void rowThatDoesNotFitItsColumnsIsAMistake() {
        assertThatThrownBy(() -> new Sheet("x", List.of("a"), List.of(List.of())))
                .hasMessageContaining("has 1 columns, and a row of 0");
        assertThatThrownBy(() -> new Sheet("x".repeat(32), List.of(), List.of()))
                .hasMessageContaining("31");
    }

    private static List<Row> rows(byte[] file, String sheet) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.findSheet(sheet).orElseThrow().read();
        }
    }
}
