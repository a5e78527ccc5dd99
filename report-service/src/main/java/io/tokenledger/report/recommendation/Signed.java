package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;

/** Texts of a body that are kept. Pure. */
final class Signed {
    private Signed() {}

    static String required(JsonFields body, String field) {
        return storable(body, field, body.requiredText(field));
    }

    /** Empty where the field is missing. */
    static String optional(JsonFields body, String field) {
        String text = body.text(field);
        return text == null || text.isBlank() ? "" : storable(body, field, text);
    }

    static String storable(JsonFields body, String field, String text) {
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.FIELD_INVALID.because(
                    body.name(field) + " is not a text of 1 to 500 characters that can be kept");
        }
        return text.strip();
    }
}
