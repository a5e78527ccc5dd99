package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/** The month before is closed, and every cost centre gets its statement. */
final class ClosedMonth {
    private final AcmeBooks books;
    private final YearMonth month;

    ClosedMonth(AcmeBooks books, YearMonth month) {
        this.books = books;
        this.month = month;
    }

    /** A line per statement; together they are what was spent and the fee. */
    TextTable table() throws DemoFailure, InterruptedException {
        books.open(month);
        JsonNode period = books.close(month);
        if (!period.path("state").asText().equals("closed")) {
            throw new DemoFailure(month + " was closed, and is: " + period);
        }
        var table = new TextTable(List.of("cost centre", "statement", "charged", "SHA-256"));
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode statement : books.statements(month)) {
            String code = statement.path("cost_center").asText();
            BigDecimal exact = new BigDecimal(statement.path("book_amount").asText());
            table.row(
                    AcmeBooks.title(code),
                    statement.path("number").asText(),
                    Figures.dollars(exact),
                    statement.path("sha256").asText().substring(0, 12));
            total = total.add(exact);
        }
        return table.rule().row("total", "", Figures.dollars(total), "");
    }
}
