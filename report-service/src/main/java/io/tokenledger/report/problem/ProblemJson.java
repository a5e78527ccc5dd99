package io.tokenledger.report.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 has it, with a stable {@code code}.
 *
 * @param type names the kind of error; nothing is to be fetched there
 */
@Schema(name = "Problem")
public record ProblemJson(
        @Schema(examples = "urn:tokenledger:problem:period.empty")
        String type,

        @Schema(examples = "Period ends before it begins") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "period.empty") String code,

        @Schema(examples = "to 2026-11-01T00:00:00Z is not after from 2026-12-01T00:00:00Z")
        String detail) {

    /** The media type that this is sent with. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemJson of(ReportError error, String detail) {
        return new ProblemJson(
                "urn:tokenledger:problem:" + error.code(), error.title(), error.httpStatus(), error.code(), detail);
    }
}
