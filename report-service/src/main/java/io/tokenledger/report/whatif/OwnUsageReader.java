package io.tokenledger.report.whatif;

import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.whatif.BoundSql.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads how much the models of a question wrote in the tenant's own apps, by day. */
final class OwnUsageReader {
    private OwnUsageReader() {}

    // Leans on usage_profile_pkey. Whole days in UTC: what lies beyond the period is usage as well.
    private static final String DAYS = """
            SELECT d.tenant, coalesce(d.app, '') AS app, d.model, d.reasoning_effort,
                   (p.bucket_start AT TIME ZONE 'UTC')::date AS day,
                   sum(p.requests)::bigint AS requests,
                   sum(p.plain_output_tokens + p.audio_output_tokens + p.more_output_tokens)::bigint AS visible_tokens,
                   sum(p.reasoning_tokens)::bigint AS reasoning_tokens
            FROM ledger.dimension_published d
            JOIN ledger.usage_profile_published p ON p.tenant = d.tenant AND p.dimension_id = d.dimension_id
            WHERE p.tenant = ANY (?) AND p.bucket_hours = 24 AND p.bucket_start >= ? AND p.bucket_start < ?
              AND d.model = ANY (?) AND p.dimension_id = ANY (?)
            GROUP BY d.tenant, d.app, d.model, d.reasoning_effort, day
            HAVING sum(p.requests) > 0
            """;

    // What a gateway answers out of its cache has no words of a model.
    private static final String MODELS = "SELECT model, dimension_id FROM ledger.dimension_published"
            + " WHERE tenant = ANY (?) AND service_tier <> 'gateway_cache'";

    /** Of the period; nothing is read where no swap could use it. */
    static OwnUsage read(
            Connection connection,
            WhatIfRunReader.Known known,
            List<UsageKind> kinds,
            Period period,
            List<WhatIfQuestion> questions)
            throws SQLException {
        ModelCatalog catalog = known.catalog();
        Set<String> wanted = wanted(known, kinds, questions);
        if (wanted.isEmpty()) {
            return new OwnUsage(List.of());
        }
        List<String> tenants =
                List.copyOf(new TreeSet<>(kinds.stream().map(UsageKind::tenant).toList()));
        Set<String> recorded = new TreeSet<>();
        List<UUID> dimensions = new ArrayList<>();
        SqlReader.query(connection, new BoundSql().add(MODELS, new Value.Texts(tenants)), row -> {
            if (wanted.contains(catalog.canonicalName(row.getString("model")))) {
                recorded.add(row.getString("model"));
                dimensions.add(row.getObject("dimension_id", UUID.class));
            }
        });
        if (recorded.isEmpty()) {
            return new OwnUsage(List.of());
        }
        Instant from = period.from().truncatedTo(ChronoUnit.DAYS);
        List<OwnUsage.Day> days = new ArrayList<>();
        SqlReader.query(
                connection,
                new BoundSql()
                        .add(
                                DAYS,
                                new Value.Texts(tenants),
                                new Value.Time(from),
                                new Value.Time(period.to()),
                                new Value.Texts(List.copyOf(recorded)),
                                new Value.Ids(dimensions)),
                row -> days.add(new OwnUsage.Day(
                        row.getString("tenant"),
                        row.getString("app"),
                        catalog.canonicalName(row.getString("model")),
                        row.getString("reasoning_effort"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("requests"),
                        row.getLong("visible_tokens"),
                        row.getLong("reasoning_tokens"))));
        return new OwnUsage(days);
    }

    /** Targets whose words nobody has set, and the models that may be moved there. */
    private static Set<String> wanted(
            WhatIfRunReader.Known known, List<UsageKind> kinds, List<WhatIfQuestion> questions) {
        Set<String> wanted = new HashSet<>();
        var matching = new Matching(known.book());
        for (Swap swap : questions.stream()
                .flatMap(question -> question.swaps().stream())
                .distinct()
                .toList()) {
            if (!hangsOnWords(swap)) {
                continue;
            }
            for (UsageKind kind : kinds) {
                if (matching.matches(kind, swap)) {
                    wanted.add(known.catalog().canonicalName(kind.model()));
                    wanted.add(known.catalog()
                            .canonicalName(Objects.requireNonNullElse(swap.to().model(), kind.model())));
                }
            }
        }
        return wanted;
    }

    private static boolean hangsOnWords(Swap swap) {
        boolean writesAnother = swap.to().model() != null || swap.to().reasoningEffort() != null;
        boolean allSet = swap.set().containsKey(Assumption.OUTPUT_TOKEN_RATIO)
                && swap.set().containsKey(Assumption.REASONING_TOKEN_RATIO);
        return writesAnother && !allSet;
    }
}
