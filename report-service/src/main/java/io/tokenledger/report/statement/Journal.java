package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the general ledger books for a closed period: an entry for every statement that is charged. Pure.
 *
 * @param entries by number of the statement
 * @param notCharged statements that are only shown, by number
 * @param totals by currency
 */
record Journal(
        String tenant, String period, List<Entry> entries, List<NotCharged> notCharged, Map<String, Sum> totals) {
    /**
     * What one statement is in the general ledger. Debits and credits add up to the same.
     *
     * @param date the last day of the period
     */
    record Entry(
            String statement,
            long number,
            String sha256,
            String date,
            String costCenter,
            String currency,
            List<Line> lines) {}

    /**
     * One side of a booking; the other amount is zero.
     *
     * @param text cost, markup or rounding
     */
    record Line(String account, String text, BigDecimal debit, BigDecimal credit) {}

    /** A statement without an entry. */
    record NotCharged(String statement, long number, String costCenter, String currency, BigDecimal amount) {}

    /** Of all entries in one currency. */
    record Sum(BigDecimal debit, BigDecimal credit) {
        private Sum plus(Line line) {
            return new Sum(debit.add(line.debit()), credit.add(line.credit()));
        }
    }

    /** The journal of the final statements of one period. */
    static Journal of(String tenant, String period, List<KeptStatement> finals) {
        List<Entry> entries = new ArrayList<>();
        List<NotCharged> notCharged = new ArrayList<>();
        Map<String, Sum> totals = new TreeMap<>();
        for (KeptStatement kept : finals) {
            StoredStatement row = kept.row();
            long number = row.number() == null ? 0 : row.number();
            JsonNode document = DocumentRow.parse(kept.document());
            if (document.at("/cost_center/view").asText().equals("chargeback")) {
                Entry entry = entry(row, number, document);
                entries.add(entry);
                BigDecimal zero = BigDecimal.ZERO.setScale(row.amount().scale());
                entry.lines()
                        .forEach(line -> totals.merge(
                                row.currency(), new Sum(zero, zero).plus(line), (sum, _) -> sum.plus(line)));
            } else {
                notCharged.add(
                        new NotCharged(row.id().toString(), number, row.costCenter(), row.currency(), row.amount()));
            }
        }
        totals.forEach(Journal::check);
        return new Journal(tenant, period, entries, notCharged, totals);
    }

    private static void check(String currency, Sum sum) {
        if (sum.debit().compareTo(sum.credit()) != 0) {
            throw new IllegalStateException(
                    "debits in " + currency + " are " + sum.debit() + ", credits " + sum.credit());
        }
    }

    private static Entry entry(StoredStatement row, long number, JsonNode document) {
        List<Line> lines = new ArrayList<>();
        JsonNode totals = document.path("totals");
        JsonNode center = document.path("cost_center");
        book(lines, center, "cost", totals.at("/cost/amount").asText());
        book(lines, center, "markup", totals.at("/markup/amount").asText());
        book(lines, center, "rounding", totals.path("rounding").asText());
        return new Entry(
                row.id().toString(),
                number,
                row.hash(),
                document.at("/period/last_day").asText(),
                row.costCenter(),
                row.currency(),
                lines);
    }

    /** The cost centre's account against the clearing account; a credit the other way round; nothing for nothing. */
    private static void book(List<Line> lines, JsonNode center, String text, String told) {
        BigDecimal amount = new BigDecimal(told);
        if (amount.signum() == 0) {
            return;
        }
        String account = center.path("account").asText();
        String clearing = center.path("clearing_account").asText();
        boolean charged = amount.signum() > 0;
        BigDecimal zero = BigDecimal.ZERO.setScale(amount.scale());
        lines.add(new Line(charged ? account : clearing, text, amount.abs(), zero));
        lines.add(new Line(charged ? clearing : account, text, zero, amount.abs()));
    }
}
