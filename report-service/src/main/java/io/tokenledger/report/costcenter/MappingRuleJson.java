package io.tokenledger.report.costcenter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A mapping rule as it is from one day to another. */
@Schema(name = "MappingRule")
public record MappingRuleJson(
        UUID id,
        String tenant,

        @Schema(description = "The lowest is asked first", examples = "10")
        int position,

        @Schema(
                description = "Values by attribute, all of which must hold; any of its values will do; * stands for any"
                        + " characters, the empty value for usage that does not say it; none: it fits everything",
                examples = "{\"team\":[\"search\",\"ranking-*\"]}")
        Map<String, List<String>> conditions,

        @Schema(examples = "search") String costCenter,
        LocalDate validFrom,

        @Schema(description = "Exclusive; null: until further notice") @Nullable
        LocalDate validUntil) {

    static MappingRuleJson of(MappingRule rule) {
        return new MappingRuleJson(
                rule.id(),
                rule.tenant(),
                rule.position(),
                conditions(rule.conditions()),
                rule.costCenter(),
                rule.validFrom(),
                rule.validUntil());
    }

    static Map<String, List<String>> conditions(List<Condition> conditions) {
        Map<String, List<String>> byAttribute = new LinkedHashMap<>();
        conditions.forEach(each -> byAttribute.put(each.attribute(), each.values()));
        return byAttribute;
    }

    /**
     * A page of rules in the order in which they are asked.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "MappingRules")
    public record Page(
            String tenant,

            @Schema(description = "The moment at which they are in force")
            Instant at,

            List<MappingRuleJson> rules,
            @Nullable UUID next) {}

    /** One with all that it was and is going to be. */
    @Schema(name = "MappingRuleHistory")
    public record History(
            String tenant,
            UUID id,

            @Schema(description = "As it is on the day asked for; null: it is not in force") @Nullable
            MappingRuleJson rule,

            @Schema(description = "From day to day; none: it ended on its first day")
            List<MappingRuleJson> versions,

            @Schema(description = "What was said, in the order in which it was")
            List<OrganisationChangeJson> changes) {}
}
