package io.tokenledger.ingest.event;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * RFC 3339 date-times: any offset, any number of fractional digits, cut to the microsecond. A leap second counts as the
 * second before it. Written by hand since it is read once per event and the library's parser takes a microsecond.
 */
final class EventTime {
    private static final int SECONDS_PER_DAY = 86_400;

    private final String text;
    private int at;

    private EventTime(String text) {
        this.text = text;
    }

    /**
     * The instant.
     *
     * @param path where the text stands, for the sender
     */
    static Instant parse(String text, String path) throws Refusal {
        try {
            return new EventTime(text).instant();
        } catch (DateTimeException e) {
            throw new Refusal(
                    IngestError.TIME_INVALID,
                    path + " is " + SafeText.quoted(text)
                            + ": it is to be an RFC 3339 instant like 2026-11-20T10:15:30Z");
        }
    }

    private Instant instant() {
        int year = digits(4);
        expect('-', '-');
        int month = digits(2);
        expect('-', '-');
        int day = digits(2);
        expect('T', 't');
        int hour = upTo(23);
        expect(':', ':');
        int minute = upTo(59);
        expect(':', ':');
        int second = Math.min(59, upTo(60));
        int micros = fraction();
        int offsetSeconds = offset();
        if (at != text.length()) {
            throw new DateTimeException("trailing text");
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                + hour * 3600L
                + minute * 60L
                + second
                - offsetSeconds;
        return Instant.ofEpochSecond(seconds, micros * 1000L);
    }

    private int fraction() {
        if (peek() != '.') {
            return 0;
        }
        at++;
        int micros = 0;
        int read = 0;
        for (; peek() >= '0' && peek() <= '9'; at++, read++) {
            micros = read < 6 ? micros * 10 + (peek() - '0') : micros;
        }
        if (read == 0) {
            throw new DateTimeException("no digit behind the point");
        }
        for (; read < 6; read++) {
            micros *= 10;
        }
        return micros;
    }

    private int offset() {
        char sign = peek();
        at++;
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        if (sign != '+' && sign != '-') {
            throw new DateTimeException("no offset");
        }
        int hours = upTo(23);
        expect(':', ':');
        int seconds = hours * 3600 + upTo(59) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private int upTo(int max) {
        int value = digits(2);
        if (value > max) {
            throw new DateTimeException("out of range");
        }
        return value;
    }

    private int digits(int count) {
        int value = 0;
        for (int end = at + count; at < end; at++) {
            char c = peek();
            if (c < '0' || c > '9') {
                throw new DateTimeException("not a digit");
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private void expect(char upper, char lower) {
        char c = peek();
        if (c != upper && c != lower) {
            throw new DateTimeException("unexpected character");
        }
        at++;
    }

    /** The character that comes next; NUL behind the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
