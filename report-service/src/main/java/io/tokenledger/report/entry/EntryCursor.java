package io.tokenledger.report.entry;

import io.tokenledger.report.problem.ReportError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an entry in the order in which entries are told, which never changes: none is told twice, whatever is booked
 * meanwhile. As text {@code 2026-06-01T00:00:00Z_<event key>_<entry no>}.
 */
record EntryCursor(Instant accountedAt, UUID eventKey, int entryNo) {
    private static final Pattern TEXT = Pattern.compile(
            "(?<at>[0-9TZ:.-]{20,27})_(?<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(?<no>\\d{1,9})");

    static EntryCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            try {
                return new EntryCursor(
                        Instant.parse(parts.group("at")),
                        UUID.fromString(parts.group("key")),
                        Integer.parseInt(parts.group("no")));
            } catch (DateTimeException notATime) {
                throw ReportError.PARAMETER_INVALID.because(unreadable(text), notATime);
            }
        }
        throw ReportError.PARAMETER_INVALID.because(unreadable(text));
    }

    private static String unreadable(String text) {
        return "cursor is '" + text + "': next of the page before is expected";
    }

    @Override
    public String toString() {
        return accountedAt + "_" + eventKey + "_" + entryNo;
    }
}
