package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of manual items from the bodies of requests. Pure. */
final class ManualItemForm {
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,12})?");
    private static final List<String> KINDS = List.of("fee", "credit");

    private ManualItemForm() {}

    /** An item that is to be booked; currency null: that of the books. */
    record Wanted(
            String tenant,
            ManualItem.Kind kind,
            String name,
            String costCenter,
            LocalDate day,
            @Nullable String currency,
            BigInteger amountPico,
            @Nullable String provider,
            @Nullable String link,
            String author,
            String reason) {}

    /** An item that is to be taken back; day null: on its own day, or on the first open one. */
    record Reversing(String tenant, @Nullable LocalDate day, String author, String reason) {}

    static Wanted wanted(InputStream body) {
        JsonForm form = JsonForm.read(
                body,
                Set.of(
                        "tenant",
                        "kind",
                        "name",
                        "cost_center",
                        "day",
                        "currency",
                        "amount",
                        "provider",
                        "link",
                        "author",
                        "reason"));
        ManualItem.Kind kind = kind(form);
        return new Wanted(
                form.required("tenant"),
                kind,
                form.required("name"),
                form.required("cost_center"),
                form.requiredDate("day"),
                currency(form.text("currency")),
                amount(kind, form.required("amount")),
                form.text("provider"),
                form.text("link"),
                form.required("author"),
                form.required("reason"));
    }

    static Reversing reversing(InputStream body) {
        JsonForm form = JsonForm.read(body, Set.of("tenant", "day", "author", "reason"));
        return new Reversing(
                form.required("tenant"), form.date("day"), form.required("author"), form.required("reason"));
    }

    private static ManualItem.Kind kind(JsonForm form) {
        String name = form.oneOf("kind", KINDS);
        if (name == null) {
            throw ReportError.FIELD_MISSING.because("kind is missing: one of " + String.join(", ", KINDS));
        }
        return ManualItem.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static BigInteger amount(ManualItem.Kind kind, String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw ReportError.FIELD_INVALID.because("amount is '" + text
                    + "': a decimal of at most 18 digits and 12 decimal places, as text, is expected");
        }
        BigInteger pico = Money.pico(text);
        if (pico.signum() != (kind == ManualItem.Kind.FEE ? 1 : -1)) {
            throw ReportError.MANUAL_ITEM_AMOUNT.because(
                    "amount is " + text + ": a fee is more than zero, a credit is less");
        }
        return pico;
    }

    private static @Nullable String currency(@Nullable String code) {
        boolean isKnown = code == null
                || Currency.getAvailableCurrencies().stream()
                        .anyMatch(
                                known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0);
        if (!isKnown) {
            throw ReportError.CURRENCY_INVALID.because("currency " + code + " is not a currency of ISO 4217");
        }
        return code;
    }
}
