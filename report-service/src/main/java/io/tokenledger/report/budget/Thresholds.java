package io.tokenledger.report.budget;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.util.List;

/** Parts of a budget at which somebody is told. Pure. */
final class Thresholds {
    private Thresholds() {}

    /** Each once, the lowest first, as plain decimals without trailing zeros. */
    static List<String> read(JsonFields body, String field, int most) {
        List<String> thresholds = body.texts(field).stream()
                .map(text -> threshold(field, text))
                .distinct()
                .sorted()
                .map(BigDecimal::toPlainString)
                .toList();
        if (thresholds.size() > most) {
            throw ReportError.FIELD_INVALID.because(
                    field + " has " + thresholds.size() + " thresholds: at most " + most + " are expected");
        }
        return thresholds;
    }

    private static BigDecimal threshold(String field, String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,6})?") || new BigDecimal(text).signum() == 0) {
            throw ReportError.FIELD_INVALID.because(field + "[] is '" + text
                    + "': a part of the budget is expected, such as \"0.8\", with at most 6 decimal places");
        }
        BigDecimal part = new BigDecimal(text).stripTrailingZeros();
        return part.scale() < 0 ? part.setScale(0) : part;
    }
}
