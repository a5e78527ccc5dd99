package io.tokenledger.e2e.finance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Made-up exchange rates for every day of the year, and how an amount is converted: exactly, then rounded once. */
final class Rates {
    private static final LocalDate FIRST = LocalDate.of(2024, 12, 20);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 10);

    private Rates() {}

    /** Units for one euro. */
    static BigDecimal perEuro(String currency, LocalDate day) {
        int place = day.getDayOfYear() + day.getYear() % 2;
        return switch (currency) {
            case "EUR" -> BigDecimal.ONE;
            case "USD" -> new BigDecimal("1.0300").add(new BigDecimal(place).movePointLeft(4));
            case "INR" -> new BigDecimal("88.10").add(new BigDecimal(place * 7 % 300).movePointLeft(2));
            default -> throw new IllegalArgumentException("no rates of " + currency);
        };
    }

    /** Half-even, to a whole pico. */
    static BigInteger convert(BigInteger pico, String from, String to, LocalDate day) {
        return converted(pico, from, to, day, 0).unscaledValue();
    }

    /** Half-even, to places after the point of what is given; the quotient is exact until it is rounded. */
    static BigDecimal converted(BigInteger amount, String from, String to, LocalDate day, int places) {
        BigDecimal numerator = new BigDecimal(amount).multiply(perEuro(to, day));
        return numerator.divide(perEuro(from, day), places, RoundingMode.HALF_EVEN);
    }

    /** The European Central Bank's own format, the latest day first. */
    static String file() {
        var file = new StringBuilder("Date, USD, INR, \n");
        var format = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        for (LocalDate day = LAST; !day.isBefore(FIRST); day = day.minusDays(1)) {
            file.append(format.format(day)).append(", ").append(perEuro("USD", day));
            file.append(", ").append(perEuro("INR", day)).append(", \n");
        }
        return file.toString();
    }
}
