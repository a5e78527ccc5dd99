package io.tokenledger.report.costcenter;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tenant's usage by what rules look at, and to whom it belongs: from the sums by quarter of an hour, or, where rules
 * look at users or tags, from single entries. A stretch of time between two changes of the organisation is one question.
 */
final class MappedUsageReader {
    private static final int MOST_GROUPS = 100_000;

    private MappedUsageReader() {}

    /**
     * All usage of a period, with costs in the currency of the books.
     *
     * @param subjects that are told apart beside those that rules look at
     */
    static List<MappedUsage> read(
            Connection connection, OrganisationBook book, Period period, Collection<String> subjects)
            throws SQLException {
        Organisation organisation = book.organisation();
        List<String> all = subjects(organisation, period, subjects);
        Map<Map<String, @Nullable String>, Map<String, Usage>> sums = new LinkedHashMap<>();
        Instant from = period.from();
        for (Instant to : ends(organisation, period)) {
            UsageQuery query = new UsageQuery(
                    new Period(from, to, period.zone()),
                    all.stream().map(MappedUsageReader::dimension).toList(),
                    List.of(new Filter(
                            Dimension.Attribute.TENANT, List.of(book.settings().tenant()))),
                    book.settings().currency());
            for (UsageRow row : UsageReader.read(connection, query, MOST_GROUPS).rows()) {
                Map<String, @Nullable String> attributes = UsageRow.byName(all, row.group());
                String center = organisation.attribute(usage(attributes), from).costCenter();
                sums.computeIfAbsent(attributes, _ -> new HashMap<>()).merge(center, row.usage(), Usage::plus);
            }
            from = to;
        }
        List<MappedUsage> mapped = new ArrayList<>();
        sums.forEach((attributes, byCenter) ->
                byCenter.forEach((center, usage) -> mapped.add(new MappedUsage(attributes, center, usage))));
        return mapped;
    }

    private static List<String> subjects(Organisation organisation, Period period, Collection<String> asked) {
        SortedSet<String> all = new TreeSet<>(List.of("team", "project", "app", "environment"));
        all.addAll(asked);
        organisation.tagKeys(period.from(), period.to()).forEach(key -> all.add(Condition.TAG + key));
        if (organisation.looksAtUser(period.from(), period.to())) {
            all.add("user");
        }
        return List.copyOf(all);
    }

    private static List<Instant> ends(Organisation organisation, Period period) {
        List<Instant> ends = new ArrayList<>(organisation.changesWithin(period.from(), period.to()));
        ends.add(period.to());
        return ends;
    }

    private static Dimension dimension(String subject) {
        return Dimension.named(subject);
    }

    private static UsageAttributes usage(Map<String, @Nullable String> attributes) {
        Map<String, String> tags = new HashMap<>();
        attributes.forEach((subject, value) -> {
            if (subject.startsWith(Condition.TAG) && value != null) {
                tags.put(subject.substring(Condition.TAG.length()), value);
            }
        });
        return new UsageAttributes(
                attributes.get("team"),
                attributes.get("project"),
                attributes.get("app"),
                attributes.get("environment"),
                attributes.get("user"),
                tags);
    }
}
