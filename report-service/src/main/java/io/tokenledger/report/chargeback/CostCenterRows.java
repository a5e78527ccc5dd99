package io.tokenledger.report.chargeback;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.UsageAttributes;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns usage by the attributes that mapping rules look at into usage by cost centre. Of one stretch of time within which the
 * organisation does not change. Pure.
 */
final class CostCenterRows {
    private static final List<Dimension> ALWAYS = List.of(
            Dimension.Attribute.TEAM,
            Dimension.Attribute.PROJECT,
            Dimension.Attribute.APP,
            Dimension.Attribute.ENVIRONMENT);

    private final ChargebackQuestion question;
    private final Organisation organisation;
    private final Instant from;
    private final List<Dimension> dimensions;
    private final Set<String> wanted;

    /**
     * For usage accounted from then on until the organisation changes.
     *
     * @param until exclusive
     */
    CostCenterRows(ChargebackQuestion question, Organisation organisation, Instant from, Instant until) {
        this.question = question;
        this.organisation = organisation;
        this.from = from;
        this.dimensions = dimensions(question, organisation, from, until);
        this.wanted = wanted(question, organisation, from);
    }

    private static List<Dimension> dimensions(
            ChargebackQuestion question, Organisation organisation, Instant from, Instant until) {
        Set<Dimension> dimensions = new LinkedHashSet<>(question.asHeld().groupBy());
        dimensions.addAll(ALWAYS);
        if (organisation.looksAtUser(from, until)) {
            dimensions.add(Dimension.Attribute.USER);
        }
        organisation.tagKeys(from, until).forEach(key -> dimensions.add(new Dimension.Tag(key)));
        return List.copyOf(dimensions);
    }

    private static Set<String> wanted(ChargebackQuestion question, Organisation organisation, Instant from) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String code : question.costCenters()) {
            wanted.addAll(organisation.subtree(code.isEmpty() ? Attribution.UNATTRIBUTED : code, from));
        }
        return wanted;
    }

    /** What the ledger must be grouped by. */
    List<Dimension> dimensions() {
        return dimensions;
    }

    /** Adds the ledger's rows, which are grouped by {@link #dimensions}, to the groups of the question. */
    void addTo(Map<List<@Nullable String>, Usage> groups, List<UsageRow> rows) {
        Map<UsageAttributes, String> payers = new HashMap<>();
        for (UsageRow row : rows) {
            Map<Dimension, @Nullable String> values = values(row);
            String payer = payers.computeIfAbsent(
                    attributes(values),
                    attributes -> organisation.attribute(attributes, from).costCenter());
            if (question.costCenters().isEmpty() || wanted.contains(payer)) {
                groups.merge(group(values, payer), row.usage(), Usage::plus);
            }
        }
    }

    private Map<Dimension, @Nullable String> values(UsageRow row) {
        Map<Dimension, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            values.put(dimensions.get(i), row.group().get(i));
        }
        return values;
    }

    private static UsageAttributes attributes(Map<Dimension, @Nullable String> values) {
        Map<String, String> tags = new HashMap<>();
        values.forEach((dimension, value) -> {
            if (dimension instanceof Dimension.Tag(String key) && value != null) {
                tags.put(key, value);
            }
        });
        return new UsageAttributes(
                values.get(Dimension.Attribute.TEAM),
                values.get(Dimension.Attribute.PROJECT),
                values.get(Dimension.Attribute.APP),
                values.get(Dimension.Attribute.ENVIRONMENT),
                values.get(Dimension.Attribute.USER),
                tags);
    }

    private List<@Nullable String> group(Map<Dimension, @Nullable String> values, String payer) {
        List<@Nullable String> group = new ArrayList<>();
        for (Grouping grouping : question.groupBy()) {
            group.add(
                    switch (grouping) {
                        case Grouping.Held(Dimension dimension) -> values.get(dimension);
                        case Grouping.CostCenter center -> center.of(payer, organisation, from);
                    });
        }
        return group;
    }

    /** The stretches of a time within which the organisation stays as it is, by their beginnings and the end. */
    static List<Instant> borders(Organisation organisation, Instant from, Instant to) {
        return Stream.of(Stream.of(from), organisation.changesWithin(from, to).stream(), Stream.of(to))
                .flatMap(instants -> instants)
                .toList();
    }
}
