package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.UnattributedJson.Group;
import io.tokenledger.report.costcenter.UnattributedJson.Part;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageJson;
import io.tokenledger.report.usage.UsageRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what nobody pays for together by attributes, the heaviest first. Pure. */
final class UnattributedList {
    private UnattributedList() {}

    static UnattributedJson of(AccountingSettings settings, UnattributedQuestion question, List<MappedUsage> usage) {
        Usage total = Weight.sum(usage.stream().map(MappedUsage::usage).toList());
        List<UsageRow> rows = rows(question.subjects(), usage);
        Usage open = UsageRow.total(rows);
        int first = first(question, rows.size());
        int end = Math.min(first + question.limit(), rows.size());
        Usage so = UsageRow.total(rows.subList(0, first));
        List<Group> groups = new ArrayList<>();
        for (UsageRow row : rows.subList(first, end)) {
            so = so.plus(row.usage());
            groups.add(new Group(
                    UsageRow.byName(question.names(), row.group()),
                    Part.of(row.usage(), total),
                    Weight.share(so, open)));
        }
        return new UnattributedJson(
                settings.tenant(),
                question.period().fromText(),
                question.period().toText(),
                settings.currency(),
                UsageJson.of(total, total.exactCost()),
                Part.of(open, total),
                groups,
                end < rows.size() ? String.valueOf(end) : null);
    }

    private static List<UsageRow> rows(List<String> subjects, List<MappedUsage> usage) {
        Map<List<@Nullable String>, Usage> byGroup = new LinkedHashMap<>();
        for (MappedUsage each : usage) {
            if (each.isUnattributed()) {
                List<@Nullable String> group = new ArrayList<>();
                subjects.forEach(subject -> group.add(each.attributes().get(subject)));
                byGroup.merge(group, each.usage(), Usage::plus);
            }
        }
        return byGroup.entrySet().stream()
                .map(group -> new UsageRow(group.getKey(), group.getValue()))
                .sorted((left, right) -> {
                    int byWeight = Weight.HEAVIEST_FIRST.compare(left.usage(), right.usage());
                    return byWeight != 0 ? byWeight : UsageRow.HIGHEST_COST_FIRST.compare(left, right);
                })
                .toList();
    }

    private static int first(UnattributedQuestion question, int groups) {
        String cursor = question.cursor();
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("\\d{1,6}") || Integer.parseInt(cursor) > groups) {
            throw ReportError.PARAMETER_INVALID.because(
                    "cursor is '" + cursor + "': it is the next of the page before, of the same question");
        }
        return Integer.parseInt(cursor);
    }
}
