package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a statement is, fact by fact. Pure. */
final class StatementFacts {
    private final JsonNode document;
    private final List<List<Cell>> rows = new ArrayList<>();

    private StatementFacts(JsonNode document) {
        this.document = document;
    }

    /** Facts that are not there are left out. */
    static Sheet sheet(JsonNode document, String hash) {
        StatementFacts facts = new StatementFacts(document);
        facts.whole("number", "/number");
        facts.whole("version", "/version");
        facts.text("status", "/status");
        facts.text("tenant", "/tenant");
        facts.text("cost_center", "/cost_center/code");
        facts.text("name", "/cost_center/name");
        facts.add("path", Cell.text(path(document)));
        facts.text("owner", "/cost_center/owner");
        facts.text("view", "/cost_center/view");
        facts.text("account", "/cost_center/account");
        facts.text("period", "/period/id");
        facts.day("first_day", "/period/first_day");
        facts.day("last_day", "/period/last_day");
        facts.text("from", "/period/from");
        facts.text("to", "/period/to");
        facts.text("timezone", "/period/timezone");
        facts.whole("fiscal_year", "/period/fiscal_year");
        facts.whole("fiscal_period", "/period/number");
        facts.text("currency", "/currency");
        facts.text("book_currency", "/book_currency");
        facts.rate();
        facts.whole("unpriced_requests", "/unpriced_requests");
        facts.whole("compared_with_statement", "/comparison/number");
        facts.text("compared_with_period", "/comparison/period");
        facts.text("compared_in", "/comparison/currency");
        facts.text("author", "/author");
        facts.text("created_at", "/created_at");
        facts.text("id", "/id");
        facts.text("previous_sha256", "/previous_hash");
        facts.add("sha256", hash.isEmpty() ? Cell.EMPTY : Cell.text(hash));
        return new Sheet("Statement", List.of("fact", "value"), facts.rows);
    }

    private static String path(JsonNode document) {
        List<String> names = new ArrayList<>();
        document.at("/cost_center/path_names").forEach(name -> names.add(name.asText()));
        return String.join(" › ", names);
    }

    private void rate() {
        JsonNode rate = document.path("rate");
        if (rate.isObject()) {
            day("rate_day", "/rate/day");
            exact("euro_in_" + document.path("book_currency").asText(), "/rate/book_currency/per_euro");
            exact("euro_in_" + document.path("currency").asText(), "/rate/currency/per_euro");
            String book = document.at("/rate/book_currency/rate_date").asText();
            String own = document.at("/rate/currency/rate_date").asText(); // the euro's own is of 1999
            add("rate_published", new Cell.Day(LocalDate.parse(book.compareTo(own) > 0 ? book : own)));
            text("rate_source", "/rate/source");
        }
    }

    private void text(String fact, String pointer) {
        add(fact, Cell.text(document.at(pointer).textValue()));
    }

    private void exact(String fact, String pointer) {
        add(fact, Cell.number(document.at(pointer).textValue()));
    }

    private void whole(String fact, String pointer) {
        JsonNode value = document.at(pointer);
        add(fact, value.isNumber() ? Cell.number(value.decimalValue()) : Cell.EMPTY);
    }

    private void day(String fact, String pointer) {
        String text = document.at(pointer).textValue();
        add(fact, text == null ? Cell.EMPTY : new Cell.Day(LocalDate.parse(text)));
    }

    private void add(String fact, Cell value) {
        if (!value.equals(Cell.EMPTY)) {
            rows.add(List.of(Cell.text(fact), value));
        }
    }
}
