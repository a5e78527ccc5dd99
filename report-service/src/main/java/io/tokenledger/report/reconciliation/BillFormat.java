package io.tokenledger.report.reconciliation;

import io.tokenledger.report.problem.ReportError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In what shape a vendor tells what it bills. */
enum BillFormat {
    /** Pages of {@code GET /v1/organization/costs}. */
    OPENAI_COSTS("openai"),
    /** Pages of {@code GET /v1/organization/usage/completions} and its siblings. */
    OPENAI_USAGE("openai"),
    /** Pages of {@code GET /v1/organizations/cost_report}. */
    ANTHROPIC_COSTS("anthropic"),
    /** Pages of {@code GET /v1/organizations/usage_report/messages}. */
    ANTHROPIC_USAGE("anthropic"),
    /** CSV of the Cost and Usage Report, 2.0 or before. */
    AWS_CUR("aws"),
    /** CSV of cost details (actual costs). */
    AZURE_COSTS("azure"),
    /** CSV of rows of the billing export. */
    GCP_BILLING("google"),
    /** Any CSV; its columns are said. */
    CSV(null);

    private final @Nullable String provider;

    BillFormat(@Nullable String provider) {
        this.provider = provider;
    }

    /** As in {@code format=}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose bill it is where nothing else is said; null: has to be said. */
    @Nullable
    String provider() {
        return provider;
    }

    static BillFormat named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("format " + text + " is none of "
                        + Arrays.stream(values()).map(BillFormat::wireName).collect(Collectors.joining(", "))));
    }
}
