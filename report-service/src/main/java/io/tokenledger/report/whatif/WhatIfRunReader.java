package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Span;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.ledger.DatabaseProblem;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.quality.QualityScores;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reading of usage that answers several questions about it, which differ in their swaps alone. */
final class WhatIfRunReader {
    /** Requests that are looked at singly in one answer, at most. */
    static final long MOST_SINGLE_REQUESTS = 1_000_000;

    private static final Meters NOTHING = Meters.builder().build();

    /** What is known beside the usage. */
    record Known(PriceBook book, ModelCatalog catalog, QualityScores quality, Evaluations evaluations) {}

    /** Reads what a tenant has measured itself. */
    @FunctionalInterface
    interface Evaluations {
        TenantEvaluations of(String tenant);
    }

    private final Connection connection;
    private final Known known;
    private final List<WhatIfQuestion> questions;
    private final WhatIfQuestion any;
    private final Rater rater;
    private final boolean byDay;

    /**
     * @param byDay whether days in UTC are told apart, for exchange rates
     */
    WhatIfRunReader(Connection connection, Known known, List<WhatIfQuestion> questions, boolean byDay) {
        this.connection = connection;
        this.known = known;
        this.questions = questions;
        this.any = questions.getFirst();
        this.rater = new Rater(known.book, any.prices());
        this.byDay = byDay;
    }

    List<WhatIfAnswer> answers() throws SQLException {
        KindReader.Kinds kinds = KindReader.read(connection, asked(), query().filters());
        questions.forEach(question -> {
            new ModelsAsked(known.book, kinds.kinds()).check(question.swaps());
            SwapRules.refuseCircles(question.swaps(), known.catalog::canonicalName);
        });
        OwnUsage own = OwnUsageReader.read(connection, known, kinds.kinds(), query().period(), questions);
        List<Destinations> destinations = questions.stream()
                .map(question -> new Destinations(
                        question.swaps(), known.book, rater, known.catalog, new Defaults(known.catalog, own)))
                .toList();
        Stretches stretches = stretches(kinds.kinds(), destinations);
        List<Dimension> onlyInEntries = onlyInEntries();
        CellSql sql = new CellSql(kinds.scope(), onlyInEntries, entryFilters(), stretches.starts());
        var reader = new CellReader(connection, kinds.kinds(), onlyInEntries, sql, stretches);
        boolean fromEntries = !onlyInEntries.isEmpty() || !entryFilters().isEmpty();
        List<UsageCell> sums = kinds.isEmpty()
                ? List.of()
                : fromEntries ? reader.sumsOfEntries() : reader.sums(moves(kinds.kinds(), destinations));
        List<WhatIfAnswer> answers = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            answers.add(answer(questions.get(i), destinations.get(i), stretches, sums, reader));
        }
        return answers;
    }

    private WhatIfAnswer answer(
            WhatIfQuestion question,
            Destinations destinations,
            Stretches stretches,
            List<UsageCell> sums,
            CellReader reader)
            throws SQLException {
        var groups = new Groups(query(), stretches);
        var rates = new RatesReader(connection, new Exchange(query().currency()), query());
        Currencies currencies =
                (pico, currency, stretch) -> rates.convert(pico, currency, stretches.day(stretch), byDay);
        var setting = new Replay.Setting(
                rater, question.prices(), stretches, question.swaps().size(), destinations::of, groups::of, currencies);
        var outcome = new WhatIfEngine(setting, divided -> singleEntries(reader, divided)).replay(sums);
        var charges = new ContractChargeReader(connection, query()).charges(rates);
        Map<String, TenantEvaluations> evaluations = new TreeMap<>();
        outcome.used().forEach(used -> evaluations.computeIfAbsent(used.from().tenant(), known.evaluations::of));
        return new Answers(question, known.book.version(), known.quality, evaluations, outcome)
                .answer(WhatIfEngine.pico(charges), rates.conversions());
    }

    /** Usage that no swap matches costs what it cost, whatever its size, unless it is rated anew. */
    private IntPredicate moves(List<UsageKind> kinds, List<Destinations> destinations) {
        if (!any.prices().isAsBooked()) {
            return _ -> true;
        }
        return kind -> destinations.stream()
                .anyMatch(swaps -> !swaps.of(kinds.get(kind)).isEmpty());
    }

    private static List<UsageCell> singleEntries(CellReader reader, Collection<UsageCell> divided) {
        long requests = divided.stream().mapToLong(UsageCell::requests).sum();
        if (requests > MOST_SINGLE_REQUESTS) {
            throw ReportError.WHAT_IF_TOO_DETAILED.because("a limit or a price of long contexts runs through "
                    + requests + " requests of about the same size, which would have to be rated one by one; at most "
                    + MOST_SINGLE_REQUESTS + " are: narrow from and to or filter, or set the ratios to 1");
        }
        try {
            return reader.oneByOne(divided);
        } catch (SQLException failure) {
            throw DatabaseProblem.of(failure);
        }
    }

    private UsageQuery query() {
        return any.usage();
    }

    /** All that tells usage apart: what its price hangs on, what swaps select by, what the answer is grouped by. */
    private Set<Attribute> asked() {
        Set<Attribute> asked = EnumSet.of(
                Attribute.TENANT,
                Attribute.PROVIDER,
                Attribute.MODEL,
                Attribute.SERVICE_TIER,
                Attribute.REASONING_EFFORT,
                Attribute.REGION);
        dimensions()
                .filter(dimension -> !dimension.onlyInEntries())
                .filter(Attribute.class::isInstance)
                .forEach(dimension -> asked.add((Attribute) dimension));
        return asked;
    }

    private List<Dimension> onlyInEntries() {
        return List.copyOf(new LinkedHashSet<>(
                dimensions().filter(Dimension::onlyInEntries).toList()));
    }

    private Stream<Dimension> dimensions() {
        return Stream.concat(
                query().groupBy().stream(),
                questions.stream()
                        .flatMap(question -> question.swaps().stream())
                        .flatMap(swap -> swap.from().stream())
                        .map(Filter::dimension));
    }

    private List<Filter> entryFilters() {
        return query().filters().stream()
                .filter(filter -> filter.dimension().onlyInEntries())
                .toList();
    }

    /** The period, cut where the answer's groups begin and where prices that count change. */
    private Stretches stretches(List<UsageKind> kinds, List<Destinations> destinations) {
        Period period = query().period();
        NavigableSet<Instant> cuts = new TreeSet<>();
        for (Dimension dimension : query().groupBy()) {
            if (dimension instanceof Dimension.Calendar(Interval interval)) {
                interval.startsIn(period).stream().map(ZonedDateTime::toInstant).forEach(cuts::add);
            }
        }
        if (byDay) {
            Instant day = period.from().truncatedTo(ChronoUnit.DAYS);
            for (; day.isBefore(period.to()); day = day.plus(1, ChronoUnit.DAYS)) {
                cuts.add(day);
            }
        }
        if (any.prices().at() == null) {
            addPriceChanges(kinds, destinations, new Span(period.from(), period.to()), cuts);
        }
        return Stretches.of(period.from(), period.to(), cuts);
    }

    /** Where a price list is asked for, whose requests only differ in time and size. */
    private record PriceList(String tenant, String provider, String model, String serviceTier, String region) {
        RatingRequest request(Instant at) {
            return new RatingRequest(tenant, provider, model, serviceTier, region, at, NOTHING);
        }
    }

    private void addPriceChanges(
            List<UsageKind> kinds, List<Destinations> destinations, Span span, NavigableSet<Instant> cuts) {
        Set<PriceList> lists = new HashSet<>();
        for (UsageKind kind : kinds) {
            if (!any.prices().isAsBooked()) {
                lists.add(new PriceList(
                        rater.buyer(kind.tenant()), kind.provider(), kind.model(), kind.serviceTier(), kind.region()));
            }
            for (Destinations swaps : destinations) {
                swaps.of(kind)
                        .forEach(to -> lists.add(
                                new PriceList(to.tenant(), to.provider(), to.model(), to.serviceTier(), to.region())));
            }
        }
        lists.forEach(list -> cuts.addAll(known.book.changesWithin(list.request(span.from()), span)));
    }

    /** The values of the answer's groups. */
    private record Groups(UsageQuery query, Stretches stretches) {
        List<@Nullable String> of(UsageCell cell) {
            List<@Nullable String> group = new ArrayList<>();
            for (Dimension dimension : query.groupBy()) {
                group.add(
                        dimension instanceof Dimension.Calendar(Interval interval)
                                ? label(interval, stretches.start(cell.stretch()))
                                : cell.kind().value(dimension));
            }
            return group;
        }

        private String label(Interval interval, Instant at) {
            var starts = interval.startsIn(query.period());
            return interval.label(starts.reversed().stream()
                    .filter(start -> !start.toInstant().isAfter(at))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
