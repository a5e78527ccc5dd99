package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** What the work of o3 would have cost another way, as report-service answers it. */
final class WhatIfs {
    private static final String O3 = "o3";
    private static final String O4_MINI = "o4-mini";

    /** A day after both models came out, and before o3 became cheaper on 2025-06-10. */
    private static final String APRIL_2025 = "2025-04-20";

    private final Reports reports;
    private final Reports.Span span;

    WhatIfs(Reports reports, Reports.Span span) {
        this.reports = reports;
        this.span = span;
    }

    /** A line per question. Only what the questions are about is shown: the work of o3. */
    TextTable table() throws DemoFailure, InterruptedException {
        var table = new TextTable(List.of("what if", "cost", "would have", "", "saved at least", "at most"));
        row(table, "all of it had run on o4-mini", question(to("model", O4_MINI)));
        row(table, "nine tenths of it had", question(to("model", O4_MINI).put("share", "0.9")));
        row(table, "it could have waited: flex", question(to("service_tier", "flex")));
        row(table, "the same tokens on o4-mini", question(sameTokens()));
        row(table, "that at prices of April 2025", question(sameTokens()).put("prices_at", APRIL_2025));
        return table;
    }

    private static ObjectNode to(String what, String value) {
        ObjectNode swap = JsonNodeFactory.instance.objectNode();
        swap.putObject("to").put(what, value);
        return swap;
    }

    private static ObjectNode sameTokens() {
        return to("model", O4_MINI).put("output_token_ratio", 1).put("reasoning_token_ratio", 1);
    }

    private ObjectNode question(ObjectNode swap) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("from", span.from())
                .put("to", span.to())
                .put("timezone", span.zone().getId());
        swap.putObject("from").put("model", O3);
        question.putArray("swaps").add(swap);
        return question;
    }

    private void row(TextTable table, String name, ObjectNode question) throws DemoFailure, InterruptedException {
        JsonNode answer = reports.whatIf(question);
        JsonNode moved = answer.path("swaps").path(0);
        BigDecimal before = amount(moved, "baseline_cost");
        BigDecimal after = amount(moved, "scenario_cost");
        table.row(
                name,
                Figures.dollars(before),
                Figures.dollars(after),
                Figures.change(before, after),
                Figures.dollars(amount(answer.path("range"), "low")),
                Figures.dollars(amount(answer.path("range"), "high")));
    }

    private static BigDecimal amount(JsonNode node, String field) throws DemoFailure {
        if (!node.path(field).isTextual()) {
            throw new DemoFailure("the answer to a what-if has no " + field + ": " + node);
        }
        return new BigDecimal(node.path(field).textValue());
    }
}
