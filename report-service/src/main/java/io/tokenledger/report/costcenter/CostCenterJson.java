package io.tokenledger.report.costcenter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cost centre as it is from one day to another, and where it stands. */
@Schema(name = "CostCenter")
public record CostCenterJson(
        String tenant,
        @Schema(examples = "search") String code,
        @Schema(examples = "Search and ranking") String name,

        @Schema(description = "Code of the one above it; null: it is the top of a tree") @Nullable
        String parent,

        @Schema(description = "Who answers for it; null: nobody") @Nullable
        String owner,

        @Schema(description = "Of its statements; null: that of the books") @Nullable
        String currency,

        @Schema(description = "That is debited; null: that of the books") @Nullable
        String glAccount,

        @Schema(enumeration = {"showback", "chargeback"}) String view,

        @Schema(description = "In the zone of the books") LocalDate validFrom,

        @Schema(description = "Exclusive; null: until further notice") @Nullable
        LocalDate validUntil,

        @Schema(
                description =
                        "Codes from the top of the tree to it, on the day asked for; of a version, on its first day",
                examples = "[\"engineering\",\"search\"]")
        List<String> path,

        @Schema(description = "Codes of those right below it, on the same day")
        List<String> children) {

    static CostCenterJson of(CostCenter center, Organisation organisation, Instant at) {
        return new CostCenterJson(
                center.tenant(),
                center.code(),
                center.name(),
                center.parent(),
                center.owner(),
                center.currency(),
                center.glAccount(),
                CostCenterForm.wireName(center.view()),
                center.validFrom(),
                center.validUntil(),
                organisation.path(center.code(), at),
                organisation.children(center.code(), at));
    }

    /**
     * A page of a tree: each cost centre before those below it.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "CostCenters")
    public record Page(
            String tenant,

            @Schema(description = "The moment at which they are so")
            Instant at,

            List<CostCenterJson> costCenters,
            @Nullable String next) {}

    /** One with all that it was and is going to be. */
    @Schema(name = "CostCenterHistory")
    public record History(
            String tenant,
            String code,

            @Schema(description = "As it is on the day asked for; null: it is not there") @Nullable
            CostCenterJson costCenter,

            @Schema(description = "From day to day; none: it ended on its first day")
            List<CostCenterJson> versions,

            @Schema(description = "What was said, in the order in which it was")
            List<OrganisationChangeJson> changes) {}
}
