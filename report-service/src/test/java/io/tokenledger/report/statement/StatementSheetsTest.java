package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.sheet.SheetFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** The spreadsheet as Apache POI opens and computes it, and the CSV as it is read again. */
class StatementSheetsTest {
    private final JsonNode october = WorkedExample.document(WorkedExample.october(), "search", 3, null);
    private final JsonNode november =
            WorkedExample.document(WorkedExample.of("acme", "2026-11", "12"), "search", 7, october);

    @Test
    void formulasComeOutAsTheyAreKeptAndAsTheStatementSays() throws IOException {
        for (JsonNode document : List.of(
                october,
                november,
                WorkedExample.document(WorkedExample.october(), "ads", 1, null),
                WorkedExample.document(WorkedExample.october(), "unattributed", 4, null))) {
            try (Workbook workbook = workbook(document)) {
                List<Double> kept = formulas(workbook, Cell::getNumericCellValue);
                FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
                List<Double> computed =
                        formulas(workbook, cell -> evaluator.evaluate(cell).getNumberValue());
                assertThat(computed).isEqualTo(kept).hasSizeGreaterThanOrEqualTo(4);
                evaluator.evaluateAll();
                assertThat(amountOf(workbook, "Cost")).isEqualByComparingTo(told(document, "/totals/cost/amount"));
                assertThat(amountOf(workbook, "Rounding")).isEqualByComparingTo(told(document, "/totals/rounding"));
                assertThat(amountOf(workbook, "Total")).isEqualByComparingTo(told(document, "/totals/total/amount"));
            }
        }
    }

    @Test
    void changedLineChangesTheTotalThatASpreadsheetComputes() throws IOException {
        try (Workbook workbook = workbook(october)) {
            Sheet direct = workbook.getSheet("Direct usage");
            Row line = direct.getRow(1);
            line.getCell(line.getLastCellNum() - 1).setCellValue(108.33);
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(amountOf(workbook, "Total")).isEqualByComparingTo("131.25");
        }
    }

    @Test
    void cellsAreOfTheirTypesAndHeadingsAreFrozen() throws IOException {
        try (Workbook workbook = workbook(november)) {
            Sheet direct = workbook.getSheet("Direct usage");
            Row line = direct.getRow(1);
            assertThat(line.getCell(column(direct, "quantity")).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(line.getCell(column(direct, "quantity")).getNumericCellValue())
                    .isEqualTo(2_000_000);
            assertThat(line.getCell(column(direct, "quantity")).getCellStyle().getDataFormatString())
                    .isEqualTo("#,##0");
            assertThat(line.getCell(column(direct, "price_per_million")).getNumericCellValue())
                    .isEqualTo(6);
            assertThat(line.getCell(column(direct, "amount")).getCellStyle().getDataFormatString())
                    .isEqualTo("#,##0.00");
            assertThat(line.getCell(column(direct, "model")).getCellType()).isEqualTo(CellType.STRING);
            Row lastDay = fact(workbook.getSheet("Statement"), "last_day");
            assertThat(DateUtil.isCellDateFormatted(lastDay.getCell(1))).isTrue();
            assertThat(lastDay.getCell(1).getLocalDateTimeCellValue().toLocalDate())
                    .hasToString("2026-11-30");
            workbook.forEach(sheet -> assertThat(sheet.getPaneInformation().getHorizontalSplitPosition())
                    .isEqualTo((short) 1));
        }
    }

    @Test
    void yenAreShownWithoutPlaces() throws IOException {
        try (Workbook workbook = workbook(WorkedExample.document(WorkedExample.october(), "ads", 1, null))) {
            Sheet direct = workbook.getSheet("Direct usage");
            assertThat(direct.getRow(1)
                            .getCell(column(direct, "amount"))
                            .getCellStyle()
                            .getDataFormatString())
                    .isEqualTo("#,##0");
        }
    }

    @Test
    void numberThatASpreadsheetCannotHoldIsTextAndItsTotalIsNoFormula() throws IOException {
        ObjectNode document = october.deepCopy();
        ArrayNode lines = (ArrayNode) document.path("sections").get(0).path("lines");
        ((ObjectNode) lines.get(0)).put("amount", "12345678901234567.89");
        try (Workbook workbook = workbook(document)) {
            Sheet direct = workbook.getSheet("Direct usage");
            Cell amount = direct.getRow(1).getCell(column(direct, "amount"));
            assertThat(amount.getStringCellValue()).isEqualTo("12345678901234567.89");
            Cell total = direct.getRow(direct.getLastRowNum()).getCell(column(direct, "amount"));
            assertThat(total.getCellType()).isEqualTo(CellType.NUMERIC);
        }
    }

    @Test
    void textThatLooksLikeAFormulaStaysText() throws IOException {
        List<String> teams = List.of("=cmd|' /C calc'!A0", "+1", "@x", "\tx", "-2", "a,\"b\"\r\nc");
        ObjectNode document = october.deepCopy();
        ArrayNode lines = (ArrayNode) document.path("sections").get(0).path("lines");
        JsonNode line = lines.get(0);
        teams.forEach(team -> lines.add(((ObjectNode) line.deepCopy()).put("team", team)));
        String csv = new String(file(AnswerFormat.CSV, document).bytes(), StandardCharsets.UTF_8);
        List<String> read = new ArrayList<>();
        try (var records = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord record : records) {
                if (record.getField("row").equals("Direct usage")) {
                    read.add(record.getField("team"));
                }
            }
        }
        assertThat(read)
                .containsExactly(
                        "search",
                        "search",
                        "search",
                        "'=cmd|' /C calc'!A0",
                        "'+1",
                        "'@x",
                        "'\tx",
                        "'-2",
                        "a,\"b\"\r\nc");
        try (Workbook workbook = workbook(document)) {
            Sheet direct = workbook.getSheet("Direct usage");
            for (int row = 4; row < 4 + teams.size(); row++) {
                assertThat(direct.getRow(row).getCell(column(direct, "team")).getCellType())
                        .isEqualTo(CellType.STRING);
            }
        }
    }

    @Test
    void csvHasEveryLineWithItsExactAmountsAndNoTotalAmongThem() {
        String csv = new String(file(AnswerFormat.CSV, october).bytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.startsWith("Direct usage,"))).hasSize(3);
        assertThat(csv.lines().filter(line -> line.startsWith("Summary,"))).hasSize(9);
        assertThat(csv).contains("Shared cost received,").contains(",8.33");
    }

    private static SheetFile file(AnswerFormat format, JsonNode document) {
        return SheetFile.of(format, "statement", StatementSheets.of(document, WorkedExample.hash(document)));
    }

    private static Workbook workbook(JsonNode document) throws IOException {
        return new XSSFWorkbook(
                new ByteArrayInputStream(file(AnswerFormat.XLSX, document).bytes()));
    }

    private static List<Double> formulas(Workbook workbook, ToDoubleFunction<Cell> value) {
        List<Double> values = new ArrayList<>();
        workbook.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> {
            if (cell.getCellType() == CellType.FORMULA) {
                values.add(value.applyAsDouble(cell));
            }
        })));
        return values;
    }

    private static BigDecimal amountOf(Workbook workbook, String name) {
        for (Row row : workbook.getSheet("Summary")) {
            if (row.getCell(0).getStringCellValue().startsWith(name)) {
                return BigDecimal.valueOf(row.getCell(2).getNumericCellValue());
            }
        }
        throw new AssertionError("no row " + name);
    }

    private static String told(JsonNode document, String pointer) {
        return document.at(pointer).asText();
    }

    private static Row fact(Sheet sheet, String name) {
        for (Row row : sheet) {
            if (row.getCell(0).getStringCellValue().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no fact " + name);
    }

    private static int column(Sheet sheet, String name) {
        for (Cell cell : sheet.getRow(0)) {
            if (cell.getStringCellValue().equals(name)) {
                return cell.getColumnIndex();
            }
        }
        throw new AssertionError("no column " + name);
    }
}
