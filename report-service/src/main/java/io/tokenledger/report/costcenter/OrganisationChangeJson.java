package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was once said of a cost centre or a rule. */
@Schema(name = "OrganisationChange")
public record OrganisationChangeJson(
        int revision,

        @Schema(description = "What was changed together, as by a re-organisation, has it in common")
        UUID changeId,

        LocalDate validFrom,

        @Schema(
                description = "Those that are so from that day on; ended: true: it is not there any more",
                implementation = Object.class)
        JsonNode fields,

        String author,
        String reason,
        Instant recordedAt) {

    static OrganisationChangeJson of(OrganisationChange change) {
        return new OrganisationChangeJson(
                change.revision(),
                change.said().changeId(),
                change.validFrom(),
                change.fields(),
                change.said().author(),
                change.said().reason(),
                change.said().at());
    }
}
