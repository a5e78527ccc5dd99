package io.tokenledger.report.statement;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a statement is still what it was, as an answer. */
@Schema(name = "StatementVerification")
public record VerificationJson(
        String statement,

        @Schema(description = "As it is kept: SHA-256 of the document")
        String sha256,

        @Schema(description = "Whether every check passed") boolean valid,
        List<CheckJson> checks) {

    /** One thing that was looked at. */
    @Schema(name = "StatementCheck")
    public record CheckJson(
            @Schema(description = "hash, canonical, columns, arithmetic, chain, numbers", examples = "hash")
            String check,

            boolean passed,

            @Schema(description = "What is wrong", nullable = true) @Nullable
            String fault) {}

    static VerificationJson of(StoredStatement row, List<Verification.Check> checks) {
        return new VerificationJson(
                row.id().toString(),
                row.hash(),
                checks.stream().allMatch(check -> check.fault() == null),
                checks.stream()
                        .map(check -> new CheckJson(check.name(), check.fault() == null, check.fault()))
                        .toList());
    }
}
