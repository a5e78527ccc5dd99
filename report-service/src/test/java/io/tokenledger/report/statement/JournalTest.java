package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.sheet.XlsxFile;
import io.tokenledger.report.statement.Journal.Line;
import io.tokenledger.report.statement.Journal.Sum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** The journal of the worked example, booked by hand. */
class JournalTest {
    private final PeriodCosts costs = WorkedExample.october();
    private final Journal journal = Journal.of(
            "acme", "2026-10", List.of(kept("ads", 1), kept("lab", 2), kept("search", 3), kept("unattributed", 4)));

    @Test
    void chargedCostCentresAreDebitedAndRoundingIsABookingOfItsOwn() {
        assertThat(journal.entries()).extracting(Journal.Entry::number).containsExactly(1L, 3L);
        assertThat(journal.entries().getLast().lines())
                .containsExactly(
                        line("llm-usage", "cost", "28.74", "0.00"),
                        line("llm-clearing", "cost", "0.00", "28.74"),
                        line("llm-usage", "markup", "2.50", "0.00"),
                        line("llm-clearing", "markup", "0.00", "2.50"),
                        line("llm-usage", "rounding", "0.01", "0.00"),
                        line("llm-clearing", "rounding", "0.00", "0.01"));
        assertThat(journal.entries().getFirst().date()).isEqualTo("2026-10-31");
        assertThat(journal.totals())
                .containsEntry("EUR", new Sum(new BigDecimal("31.25"), new BigDecimal("31.25")))
                .containsEntry("JPY", new Sum(new BigDecimal("2885"), new BigDecimal("2885")))
                .hasSize(2);
    }

    @Test
    void costCentresThatAreOnlyShownAreListedAndNotBooked() {
        assertThat(journal.notCharged())
                .extracting(
                        Journal.NotCharged::costCenter, left -> left.amount().toPlainString())
                .containsExactly(tuple("lab", "8.50"), tuple("unattributed", "0.00"));
    }

    @Test
    void creditIsBookedTheOtherWayRound() {
        PeriodCosts credit = new PeriodCostsOf("acme", "2026-10")
                .item("credit", "search", "-5.005")
                .build();
        Journal booked = Journal.of(
                "acme", "2026-10", List.of(WorkedExample.kept(WorkedExample.document(credit, "search", 1, null))));
        assertThat(booked.entries().getFirst().lines())
                .containsExactly(
                        line("llm-clearing", "cost", "5.00", "0.00"), line("llm-usage", "cost", "0.00", "5.00"));
    }

    @Test
    void spreadsheetAddsUpDebitsAndCreditsByCurrency() throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(XlsxFile.of(JournalSheets.of(journal))))) {
            Sheet sheet = workbook.getSheet("Journal");
            assertThat(sheet.getLastRowNum()).isEqualTo(12); // 6 of EUR, 4 of JPY, and a total of each
            var evaluator = workbook.getCreationHelper().createFormulaEvaluator();
            for (int column : List.of(8, 9)) {
                var eur = sheet.getRow(11).getCell(column);
                assertThat(eur.getNumericCellValue()).isEqualTo(31.25);
                assertThat(evaluator.evaluate(eur).getNumberValue()).isEqualTo(31.25);
                var jpy = sheet.getRow(12).getCell(column);
                assertThat(evaluator.evaluate(jpy).getNumberValue()).isEqualTo(2885);
            }
        }
    }

    private KeptStatement kept(String code, long number) {
        return WorkedExample.kept(WorkedExample.document(costs, code, number, null));
    }

    private static Line line(String account, String text, String debit, String credit) {
        return new Line(account, text, new BigDecimal(debit), new BigDecimal(credit));
    }
}
