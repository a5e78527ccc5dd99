package io.tokenledger.report.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.period.Period;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/intake}.
 *
 * @param from null, as {@code to}: ever received
 */
@Schema(name = "Intake")
public record IntakeJson(
        @Schema(nullable = true, examples = "2026-11-01T00:00:00Z") @Nullable
        String from,

        @Schema(nullable = true, examples = "2026-12-01T00:00:00Z") @Nullable
        String to,

        @Schema(examples = "UTC") String timezone,

        @Schema(examples = "[\"tenant\",\"day\"]") List<String> groupBy,

        List<Line> lines,
        IntakeCounts total,

        @Schema(description = "Rejected events by reason, the most frequent first")
        List<Rejection> rejections) {

    /**
     * The counts of one group.
     *
     * @param group a value per dimension; null: could not be read
     */
    @Schema(name = "IntakeLine")
    public record Line(
            @Schema(examples = "{\"tenant\":\"acme\",\"day\":\"2026-11-20\"}")
            Map<String, @Nullable String> group,

            @JsonUnwrapped IntakeCounts counts) {}

    /** Events that were rejected for one reason. */
    @Schema(name = "Rejection")
    public record Rejection(
            @Schema(examples = "count.negative") String code,
            @Schema(examples = "12") long events) {}

    static IntakeJson of(Intake intake) {
        @Nullable Period received = intake.query().received();
        return new IntakeJson(
                received == null ? null : received.fromText(),
                received == null ? null : received.toText(),
                intake.query().zone().getId(),
                intake.query().groupBy(),
                intake.lines().stream()
                        .map(line -> new Line(line.group(), line.counts()))
                        .toList(),
                intake.total(),
                intake.rejectedByCode().entrySet().stream()
                        .map(code -> new Rejection(code.getKey(), code.getValue()))
                        .toList());
    }
}
