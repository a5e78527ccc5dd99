package io.tokenledger.report.costcenter;

import io.tokenledger.report.usage.Usage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a value of an attribute may belong to a cost centre. */
@Schema(name = "MappingEvidence")
public record Evidence(
        @Schema(description = "Of the attribute", examples = "search")
        String value,

        @Schema(
                description = "Other usage of the same value goes there, or the name is the same, or holds it",
                enumeration = {USAGE, SAME_NAME, NAME_HOLDS})
        String kind,

        @Schema(examples = "search") String costCenter,

        @Schema(
                description =
                        "Of other usage of that value which is attributed: the part that goes there; null: of names",
                examples = "0.93")
        @Nullable
        String share) {
    static final String USAGE = "usage";
    static final String SAME_NAME = "same_name";
    static final String NAME_HOLDS = "name_holds";

    /** Attributes whose values are names that a cost centre may have too. */
    private static final Set<String> NAMED = Set.of("team", "project", "app");

    /** Fewer characters are part of too many names. */
    private static final int SHORTEST_PART = 3;

    /** Where most of the other usage goes; else the one cost centre of that name; else the one whose name holds it. */
    static Optional<Evidence> of(
            String subject, String value, Map<String, Usage> attributed, List<CostCenter> centers) {
        Optional<Evidence> usage = majority(value, attributed)
                .filter(found ->
                        centers.stream().anyMatch(center -> center.code().equals(found.costCenter())));
        return usage.isPresent() || !NAMED.contains(subject) ? usage : byName(value, centers);
    }

    private static Optional<Evidence> majority(String value, Map<String, Usage> attributed) {
        Usage whole = Weight.sum(attributed.values());
        boolean byCost = whole.pricedCostPico().signum() > 0;
        BigInteger all = weight(whole, byCost);
        for (var center : attributed.entrySet()) {
            BigInteger part = weight(center.getValue(), byCost);
            if (part.shiftLeft(1).compareTo(all) > 0) {
                return Optional.of(new Evidence(value, USAGE, center.getKey(), Weight.share(part, all)));
            }
        }
        return Optional.empty();
    }

    private static BigInteger weight(Usage usage, boolean byCost) {
        return byCost ? usage.pricedCostPico() : BigInteger.valueOf(usage.requests());
    }

    private static Optional<Evidence> byName(String value, List<CostCenter> centers) {
        String part = bare(value);
        List<String> same = new ArrayList<>();
        List<String> holding = new ArrayList<>();
        for (CostCenter center : centers) {
            String code = bare(center.code());
            String name = bare(center.name());
            if (!part.isEmpty() && (code.equals(part) || name.equals(part))) {
                same.add(center.code());
            } else if (part.length() >= SHORTEST_PART && (code.contains(part) || name.contains(part))) {
                holding.add(center.code());
            }
        }
        if (same.size() == 1) {
            return Optional.of(new Evidence(value, SAME_NAME, same.getFirst(), null));
        }
        return same.isEmpty() && holding.size() == 1
                ? Optional.of(new Evidence(value, NAME_HOLDS, holding.getFirst(), null))
                : Optional.empty();
    }

    /** Letters and digits alone, small. */
    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Attributed usage by value and cost centre. */
    static Map<String, Map<String, Usage>> attributed(String subject, List<MappedUsage> usage) {
        Map<String, Map<String, Usage>> byValue = new HashMap<>();
        for (MappedUsage each : usage) {
            String value = each.attributes().get(subject);
            if (value != null && !each.isUnattributed()) {
                byValue.computeIfAbsent(value, _ -> new HashMap<>())
                        .merge(each.costCenter(), each.usage(), Usage::plus);
            }
        }
        return byValue;
    }
}
