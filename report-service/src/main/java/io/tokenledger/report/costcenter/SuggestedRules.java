package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.UnattributedJson.Part;
import io.tokenledger.report.costcenter.UnattributedJson.RuleBody;
import io.tokenledger.report.costcenter.UnattributedJson.SuggestionJson;
import io.tokenledger.report.costcenter.UnattributedJson.SuggestionsJson;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes suggestions as rules that can be posted. Pure. */
final class SuggestedRules {
    private SuggestedRules() {}

    /** @param closedUntil of the books; null: they never were closed */
    static SuggestionsJson of(
            OrganisationBook book,
            UnattributedQuestion question,
            @Nullable Instant closedUntil,
            List<MappedUsage> usage) {
        Usage total = Weight.sum(usage.stream().map(MappedUsage::usage).toList());
        List<MappedUsage> open =
                usage.stream().filter(MappedUsage::isUnattributed).toList();
        Usage unattributed = Weight.sum(open.stream().map(MappedUsage::usage).toList());
        LocalDate day = validFrom(book, question, closedUntil);
        List<Suggestion> found = Suggestions.of(usage, question.subjects(), lasting(book, day), question.limit());
        int position = MappingRuleForm.free(book);
        List<SuggestionJson> told = new ArrayList<>();
        for (Suggestion each : found) {
            RuleBody rule = rule(book, question, each, day, position);
            told.add(new SuggestionJson(
                    rule,
                    UsageJson.of(each.usage(), each.usage().exactCost()),
                    Weight.share(each.usage(), unattributed),
                    Weight.share(each.covered(), unattributed),
                    each.evidence()));
            position += MappingRuleForm.GAP;
        }
        Usage left = left(open, found);
        return new SuggestionsJson(
                book.settings().tenant(),
                question.period().fromText(),
                question.period().toText(),
                book.settings().currency(),
                Part.of(unattributed, total),
                told,
                UsageJson.of(left, left.exactCost()));
    }

    private static Usage left(List<MappedUsage> open, List<Suggestion> found) {
        return Weight.sum(open.stream()
                .filter(usage -> found.stream()
                        .noneMatch(each ->
                                each.values().contains(usage.attributes().get(each.subject()))))
                .map(MappedUsage::usage)
                .toList());
    }

    private static LocalDate validFrom(
            OrganisationBook book, UnattributedQuestion question, @Nullable Instant closedUntil) {
        if (question.validFrom() != null) {
            return question.validFrom();
        }
        ZoneId zone = book.settings().zone();
        Instant from = question.period().from();
        Instant open = closedUntil != null && closedUntil.isAfter(from) ? closedUntil : from;
        return LocalDate.ofInstant(open, zone);
    }

    /** Cost centres that are there from that day on, until further notice: only they take a rule without an end. */
    private static List<CostCenter> lasting(OrganisationBook book, LocalDate day) {
        Organisation organisation = book.organisation();
        Instant at = Organisation.start(day, book.settings().zone());
        return organisation.centers(at).stream()
                .filter(center -> organisation.changesWithin(at, Instant.MAX).stream()
                        .allMatch(change -> organisation.center(center.code(), change) != null))
                .toList();
    }

    private static RuleBody rule(
            OrganisationBook book, UnattributedQuestion question, Suggestion suggestion, LocalDate day, int position) {
        String name = question.names().get(question.subjects().indexOf(suggestion.subject()));
        return new RuleBody(
                book.settings().tenant(),
                position,
                Map.of(name, suggestion.values()),
                suggestion.costCenter(),
                day,
                question.author(),
                "suggested from what was unattributed from " + question.period().fromText() + " to "
                        + question.period().toText());
    }
}
