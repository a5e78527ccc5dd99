package io.tokenledger.report.reconciliation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is to be compared, and what of it is to be accepted. */
final class ReconciliationForm {
    private static final int MOST_DAYS = 366;

    private ReconciliationForm() {}

    /** A comparison. */
    static ReconciliationQuestion question(JsonFields body) {
        body.onlyOf("tenant", "provider", "from", "to", "currency", "projects", "ledger_providers");
        LocalDate from = body.requiredDate("from");
        LocalDate to = body.requiredDate("to");
        if (!to.isAfter(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw ReportError.FIELD_INVALID.because(
                    "to is " + to + ": a day after from, " + from + ", by at most " + MOST_DAYS + " days is expected");
        }
        return new ReconciliationQuestion(
                body.storableText("tenant"),
                body.storableText("provider"),
                from,
                to,
                currency(body),
                projects(body.object("projects")),
                body.texts("ledger_providers"),
                body.json());
    }

    private static @Nullable String currency(JsonFields body) {
        String text = body.text("currency");
        boolean isKnown = text == null
                || Currency.getAvailableCurrencies().stream()
                        .anyMatch(each -> each.getCurrencyCode().equals(text));
        if (!isKnown) {
            throw ReportError.CURRENCY_INVALID.because("currency " + text + " is not of ISO 4217");
        }
        return text;
    }

    private static @Nullable SortedMap<String, String> projects(@Nullable JsonFields object) {
        if (object == null) {
            return null;
        }
        SortedMap<String, String> projects = new TreeMap<>();
        object.names().forEach(name -> projects.put(name, object.storableText(name)));
        return projects;
    }

    /**
     * What is accepted: parts whole, or rows.
     *
     * @param amountPico what whoever accepts thinks it is
     * @param day null: the last day that was compared, or the first that is open
     */
    record Acceptance(
            String tenant,
            Set<Part> parts,
            List<Integer> rows,
            BigInteger amountPico,
            @Nullable LocalDate day,
            String costCenter,
            String author,
            String reason) {}

    /** An acceptance. */
    static Acceptance acceptance(JsonFields body, String costCenterOtherwise) {
        body.onlyOf("tenant", "parts", "rows", "amount", "day", "cost_center", "author", "reason");
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String text : body.texts("parts")) {
            parts.add(Part.named(text)
                    .orElseThrow(() -> ReportError.FIELD_INVALID.because("parts has '" + text + "': one of "
                            + String.join(
                                    ", ",
                                    List.of(Part.values()).stream()
                                            .map(Part::wireName)
                                            .toList()))));
        }
        List<Integer> rows = rows(body);
        if (parts.isEmpty() == rows.isEmpty()) {
            throw ReportError.FIELD_MISSING.because("either parts or rows says what is accepted");
        }
        return new Acceptance(
                body.storableText("tenant"),
                parts,
                rows,
                amount(body),
                body.has("day") ? body.requiredDate("day") : null,
                body.storableText("cost_center", costCenterOtherwise),
                body.storableText("author"),
                body.storableText("reason"));
    }

    private static List<Integer> rows(JsonFields body) {
        List<Integer> rows = new ArrayList<>();
        for (String text : body.texts("rows")) {
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw ReportError.FIELD_INVALID.because(
                        "rows has '" + text + "': numbers of rows, as texts, are expected");
            }
            rows.add(Integer.valueOf(text));
        }
        return rows.stream().distinct().sorted().toList();
    }

    private static BigInteger amount(JsonFields body) {
        String text = body.requiredText("amount");
        if (!text.toLowerCase(Locale.ROOT).matches("-?[0-9]{1,15}(\\.[0-9]{1,12})?")) {
            throw ReportError.FIELD_INVALID.because(
                    "amount is '" + text + "': a decimal as a text, with at most 12 places, is expected");
        }
        return Money.pico(new BigDecimal(text).toPlainString());
    }
}
