package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came, or would come, of changes that are made together. */
@Schema(name = "OrganisationChanges")
public record OrganisationChangesJson(
        String tenant,
        LocalDate validFrom,
        @Schema(description = "Whether nothing was written") boolean dryRun,

        @Schema(description = "In the histories of all that was changed; null: nothing was written") @Nullable
        UUID changeId,

        int created,
        int changed,
        int ended,
        int unchanged,

        @Schema(description = "One for each that was named, in the order of the request")
        List<OrganisationDifference> differences) {

    static OrganisationChangesJson of(Request request, OrganisationPlan plan) {
        boolean written = !request.dryRun() && !plan.changes().isEmpty();
        return new OrganisationChangesJson(
                request.tenant(),
                request.validFrom(),
                request.dryRun(),
                written ? plan.changes().getFirst().said().changeId() : null,
                count(plan, OrganisationDifference.CREATED),
                count(plan, OrganisationDifference.CHANGED),
                count(plan, OrganisationDifference.ENDED),
                count(plan, OrganisationDifference.UNCHANGED),
                plan.differences());
    }

    private static int count(OrganisationPlan plan, String outcome) {
        return (int) plan.differences().stream()
                .filter(each -> each.outcome().equals(outcome))
                .count();
    }
}
