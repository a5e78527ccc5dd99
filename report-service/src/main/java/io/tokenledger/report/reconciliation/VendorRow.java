package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill, as the vendor says it.
 *
 * @param day in UTC
 * @param lineItem as the vendor calls it; may be empty
 * @param model as the vendor states it apart; null: the line item tells, as the two that follow
 * @param meter of the ledger
 * @param project of the vendor: project, workspace, account, subscription; null: not said
 * @param details what else tells it from other lines
 * @param quantity in units of the meter; null: not said
 * @param amount exact, in units of the currency; null: a line of usage alone
 * @param currency ISO 4217; null: as amount
 */
record VendorRow(
        LocalDate day,
        Kind kind,
        String lineItem,
        @Nullable String model,
        @Nullable String meter,
        @Nullable String serviceTier,
        @Nullable String project,
        SortedMap<String, String> details,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    /** What a line is. */
    enum Kind {
        /** Money, for a quantity or not. */
        COST,
        /** A quantity, whose money is on other lines. */
        USAGE,
        /** Money that the vendor gives back or does not ask for. */
        CREDIT;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    VendorRow {
        details = new TreeMap<>(details);
        if ((kind == Kind.USAGE) != (amount == null) || (amount == null) != (currency == null)) {
            throw new IllegalArgumentException("a line of " + kind + " with the amount " + amount + " " + currency);
        }
    }

    /** The details as a JSON object. */
    String detailsJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        details.forEach(json::put);
        return json.toString();
    }

    /** In 1e-12 of the currency, half-even: vendors write up to twenty places, which come of floating point. */
    @Nullable
    BigInteger amountPico() {
        return amount == null
                ? null
                : amount.movePointRight(Money.EXACT_PLACES)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact();
    }

    /**
     * Its identity: all that it is about, and nothing of how much.
     *
     * @param part of the bill that the file is; {@code ""}: the whole
     * @param occurrence the how manieth it is of those alike in its file, from 0
     */
    UUID rowKey(String part, int occurrence) {
        List<@Nullable String> said = new ArrayList<>(Arrays.asList(
                day.toString(),
                kind.wireName(),
                lineItem,
                model,
                meter,
                serviceTier,
                project,
                currency,
                part,
                String.valueOf(occurrence)));
        details.forEach((name, value) -> said.addAll(List.of(name, value)));
        return key(said);
    }

    /** How much it says. */
    UUID contentKey() {
        return key(Arrays.asList(plain(quantity), plain(amount)));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private static UUID key(List<@Nullable String> said) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String text : said) {
                byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                // A length before each, so that no two lists are written alike; -1: nothing was said.
                sha.update(ByteBuffer.allocate(4)
                        .putInt(text == null ? -1 : bytes.length)
                        .array());
                sha.update(bytes);
            }
            ByteBuffer digest = ByteBuffer.wrap(sha.digest());
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /** ISO 4217 as vendors write it, in small letters or capitals. */
    static String currency(String text) {
        String currency = text.strip().toUpperCase(Locale.ROOT);
        if (!currency.matches("[A-Z]{3}")) {
            throw new BillFault("currency '" + text + "' is not of ISO 4217");
        }
        return currency;
    }
}
