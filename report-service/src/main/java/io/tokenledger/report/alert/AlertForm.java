package io.tokenledger.report.alert;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads what somebody does with an alert. Pure. */
final class AlertForm {
    private static final String MOST_MINUTES = "527040"; // 366 days

    private AlertForm() {}

    /** The end of a silence: {@code until}, or so many {@code minutes} from now. */
    static Instant until(JsonFields body, Instant now) {
        BigDecimal minutes = body.decimal("minutes", "1", MOST_MINUTES);
        if ((minutes == null) != body.has("until")) {
            throw ReportError.FIELD_INVALID.because("until and minutes are "
                    + (minutes == null ? "both missing" : "both there") + ": one of them is expected");
        }
        if (minutes == null) {
            return instant(body);
        }
        if (minutes.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because("minutes is " + minutes + ": a whole number is expected");
        }
        return now.plus(minutes.longValueExact(), ChronoUnit.MINUTES);
    }

    private static Instant instant(JsonFields body) {
        String text = body.requiredText("until");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw ReportError.FIELD_INVALID.because(
                    "until is '" + text + "': an instant such as 2026-11-21T18:00:00Z is expected", notATime);
        }
    }
}
