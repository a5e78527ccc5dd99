package io.tokenledger.pricing.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 has it, with a stable {@code code}.
 *
 * @param type names the kind of error; nothing is to be fetched there
 * @param extensions further members, such as {@code index} or {@code errors}
 */
@Schema(name = "Problem")
public record ProblemJson(
        @Schema(examples = "urn:tokenledger:problem:count.negative")
        String type,

        @Schema(examples = "A count is negative") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "count.negative") String code,

        @Schema(examples = "usage.input_tokens is -1: a count is at least 0")
        String detail,

        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

    /** The media type that this is sent with. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemJson of(PricingError error, String detail, Map<String, Object> extensions) {
        return new ProblemJson(
                "urn:tokenledger:problem:" + error.code(),
                error.title(),
                error.httpStatus(),
                error.code(),
                detail,
                extensions);
    }
}
