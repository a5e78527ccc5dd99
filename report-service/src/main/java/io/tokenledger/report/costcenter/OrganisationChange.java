package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * A change of a cost centre or of a rule, as it is kept: from a day on these of its fields are so, until a change for a later
 * day says otherwise.
 *
 * @param subject the code of a cost centre, the id of a rule
 * @param revision from 1; of changes for the same day the last one counts
 * @param fields in the form of the endpoint, and {@link #ENDED}
 */
record OrganisationChange(Kind kind, String subject, int revision, LocalDate validFrom, ObjectNode fields, Said said) {
    /** The field that says whether it is not there any more. */
    static final String ENDED = "ended";

    /** What is changed. */
    enum Kind {
        COST_CENTER,
        MAPPING_RULE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who says so.
     *
     * @param changeId what was changed together has it in common
     */
    record Said(UUID changeId, String author, String reason, Instant at) {}
}
