package io.tokenledger.sample;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A row of a trace in the form of the Azure LLM inference traces:
 * {@code 2023-11-16 18:17:03.9799600,4808,10}. The time has no zone and is read as UTC.
 */
record TraceRow(long atMillis, long contextTokens, long generatedTokens) {
    static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";

    /** No request has more tokens than this; a larger count is a defect of the file. */
    private static final long MOST_TOKENS = 100_000_000;

    /** Reads the row; {@code line} counts from 1, the header's. */
    static TraceRow parse(String text, long line) throws TraceFormatException {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        if (first < 0 || second < 0 || text.indexOf(',', second + 1) >= 0) {
            throw new TraceFormatException("line " + line + ": expected " + HEADER + ", found '" + shown(text) + "'");
        }
        return new TraceRow(
                millis(text.substring(0, first), line),
                count(text.substring(first + 1, second), "ContextTokens", line),
                count(text.substring(second + 1), "GeneratedTokens", line));
    }

    private static long millis(String timestamp, long line) throws TraceFormatException {
        try {
            return LocalDateTime.parse(timestamp.strip().replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new TraceFormatException("line " + line + ": TIMESTAMP '" + shown(timestamp)
                    + "' is not of the form 2023-11-16 18:17:03.9799600");
        }
    }

    private static long count(String text, String name, long line) throws TraceFormatException {
        try {
            long count = Long.parseLong(text.strip());
            if (count >= 0 && count <= MOST_TOKENS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is out of range.
        }
        throw new TraceFormatException(
                "line " + line + ": " + name + " '" + shown(text) + "' is not a whole number from 0 to " + MOST_TOKENS);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
