package io.tokenledger.report.drift;

import io.tokenledger.report.attributed.AttributedQuestion;
import io.tokenledger.report.attributed.Grouping;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A question about how far counts drift apart.
 *
 * @param provenance of the text's counts that are looked at
 */
record DriftQuestion(AttributedQuestion asked, Wanted provenance) {
    private static final List<Grouping.Own> OWN = List.of();
    private static final List<String> USUAL = List.of("provider", "model", "day");

    /** Which counts of texts. */
    enum Wanted {
        COUNTED,
        ESTIMATED,
        ALL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean includes(String provenance) {
            return this == ALL || wireName().equals(provenance);
        }
    }

    /** The question asked; {@code now} decides what this month is. */
    static DriftQuestion read(QueryParameters parameters, Instant now) {
        return new DriftQuestion(
                AttributedQuestion.read(parameters, now, OWN, USUAL),
                parameters.single("provenance").map(DriftQuestion::wanted).orElse(Wanted.ALL));
    }

    private static Wanted wanted(String text) {
        return Arrays.stream(Wanted.values())
                .filter(wanted -> wanted.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("provenance " + text + " is none of "
                        + Arrays.stream(Wanted.values()).map(Wanted::wireName).collect(Collectors.joining(", "))));
    }
}
