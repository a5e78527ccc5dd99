package io.tokenledger.report.rejection;

import io.tokenledger.report.problem.ReportError;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** The place of a rejection among all, the latest first. As text it is opaque. */
record RejectionCursor(Instant receivedAt, String tenant, String rejectionId) {
    private static final String SEPARATOR = "\n";

    static RejectionCursor parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 3);
            if (parts.length == 3) {
                return new RejectionCursor(Instant.parse(parts[0]), parts[1], parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw ReportError.PARAMETER_INVALID.because(unreadable(text), notOurs);
        }
        throw ReportError.PARAMETER_INVALID.because(unreadable(text));
    }

    private static String unreadable(String text) {
        return "cursor is '" + text + "': next of the page before is expected";
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, receivedAt.toString(), tenant, rejectionId)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
