package io.tokenledger.report.costcenter;

import io.tokenledger.report.usage.Usage;
import java.util.List;

/**
 * A rule that would attribute what no rule does.
 *
 * @param usage that it would attribute, beside the suggestions before it
 * @param covered that it and those before it would attribute
 * @param evidence for each value of its condition, the heaviest first
 */
record Suggestion(String subject, String costCenter, Usage usage, Usage covered, List<Evidence> evidence) {
    List<String> values() {
        return evidence.stream().map(Evidence::value).toList();
    }
}
