package io.tokenledger.report.allocation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of a markup rule as it is sent. */
@Schema(name = "MarkupRule")
public record MarkupRuleJson(
        UUID id,
        int version,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "handling") String name,
        @Schema(examples = "10") int position,
        @Schema(examples = "sales") String costCenter,

        @Schema(description = "Negative: a discount", examples = "5")
        String percent,

        @Schema(description = "direct or total", examples = "total")
        String base,

        @Schema(description = "Who is credited", examples = "platform")
        String counterpart,

        @Schema(examples = "2026-10-01") LocalDate validFrom,

        @Schema(description = "Exclusive; null: until further notice") @Nullable
        LocalDate validUntil,

        String author,
        String reason,
        Instant writtenAt) {

    /** The rules that are in force on a day, in their order. */
    @Schema(name = "MarkupRules")
    public record InForce(String tenant, LocalDate at, List<MarkupRuleJson> rules) {}

    /** All versions of a rule, the first one first. */
    @Schema(name = "MarkupRuleVersions")
    public record History(String tenant, UUID id, List<MarkupRuleJson> versions) {}

    static MarkupRuleJson of(MarkupRule rule) {
        return new MarkupRuleJson(
                rule.id(),
                rule.version(),
                rule.tenant(),
                rule.name(),
                rule.position(),
                rule.costCenter(),
                plain(rule.percent()),
                RuleFields.wireName(rule.base()),
                rule.counterpart(),
                rule.validFrom(),
                rule.validUntil(),
                rule.author(),
                rule.reason(),
                rule.writtenAt());
    }

    private static String plain(BigDecimal percent) {
        return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
    }
}
