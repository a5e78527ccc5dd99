package io.tokenledger.report.intake;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many events came to which end. */
@Schema(name = "IntakeCounts")
public record IntakeCounts(
        @Schema(description = "Booked with a price", examples = "195000")
        long priced,

        @Schema(description = "Booked, waiting for a price", examples = "120")
        long unpriced,

        @Schema(description = "The same event again: changes nothing", examples = "4000")
        long duplicates,

        @Schema(description = "The same id with another payload: the first one stands", examples = "3")
        long conflicts,

        @Schema(description = "Cannot be used; kept with the reason", examples = "25")
        long rejected) {

    static final IntakeCounts NONE = new IntakeCounts(0, 0, 0, 0, 0);

    IntakeCounts plus(IntakeCounts other) {
        return new IntakeCounts(
                Math.addExact(priced, other.priced),
                Math.addExact(unpriced, other.unpriced),
                Math.addExact(duplicates, other.duplicates),
                Math.addExact(conflicts, other.conflicts),
                Math.addExact(rejected, other.rejected));
    }
}
