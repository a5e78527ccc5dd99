package io.tokenledger.pricing.fx;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The days that the European Central Bank writes: {@code 2026-11-20} and {@code 20 November 2026}. Pure. */
final class EcbDate {
    /** The first day with rates for the euro. */
    static final LocalDate FIRST = LocalDate.of(1999, 1, 4);

    private static final DateTimeFormatter IN_WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);

    private EcbDate() {}

    /** The day; null where the text is none. */
    static @Nullable LocalDate parse(String text) {
        boolean inWords = text.indexOf(' ') > 0;
        try {
            return LocalDate.parse(text, inWords ? IN_WORDS : DateTimeFormatter.ISO_LOCAL_DATE);
        } catch (DateTimeException e) {
            return null; // the caller tells it with the line
        }
    }
}
