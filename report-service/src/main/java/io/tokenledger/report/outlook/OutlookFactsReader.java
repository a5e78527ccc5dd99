package io.tokenledger.report.outlook;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Span;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import io.tokenledger.report.whatif.Basket;
import io.tokenledger.report.whatif.BasketLine;
import io.tokenledger.report.whatif.BasketReader;
import io.tokenledger.report.whatif.BasketReader.Asked;
import io.tokenledger.report.whatif.BasketReader.Baskets;
import io.tokenledger.report.whatif.RatesReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a forecast is made from, in the transaction of its connection: one state of the ledger and the price book. */
final class OutlookFactsReader {
    private static final int MOST_ROWS = 400_000;
    private static final int MOST_LINES = 3_000;
    private static final int MOST_STEPS_OF_LINES = 1_000_000;
    private static final int HOURS = 24;
    private static final List<Attribute> PRICED_BY =
            List.of(Attribute.TENANT, Attribute.PROVIDER, Attribute.MODEL, Attribute.SERVICE_TIER, Attribute.REGION);

    private final Connection connection;
    private final OutlookQuestion question;
    private final OutlookTimes times;
    private final PriceBook book;
    private final PriceBook goingOn;
    private final RatesReader rates;
    private final Map<String, Conversion> conversions = new TreeMap<>();
    private long atTheirMean;

    OutlookFactsReader(Connection connection, OutlookQuestion question, OutlookTimes times, PriceBook book) {
        this.connection = connection;
        this.question = question;
        this.times = times;
        this.book = book;
        this.goingOn = book.goingOnFrom(question.at());
        Instant now = times.observedUntil();
        var lately = new Period(now.minus(Duration.ofDays(1)), now, question.zone());
        this.rates = new RatesReader(connection, new Exchange(currency()), query(lately, List.of()));
    }

    OutlookFacts read() throws SQLException {
        Map<BasketLine, List<Amounts>> actuals = actuals();
        Map<BasketLine, Basket> baskets = Map.of();
        Map<BasketLine, Basket> former = Map.of();
        if (!actuals.isEmpty() && question.currency() != null) {
            baskets = baskets(times.windowFrom().toInstant());
            Set<BasketLine> unlike = notUsedSo(actuals, baskets);
            if (!unlike.isEmpty()) {
                former = new HashMap<>(baskets(times.historyFrom().toInstant()));
                former.keySet().retainAll(unlike);
            }
        }
        LocalDate today = LocalDate.ofInstant(question.at(), ZoneOffset.UTC);
        return new OutlookFacts(
                times,
                actuals,
                byGroup(times.periodFrom().toInstant()),
                byGroup(times.running().toInstant()),
                baskets,
                former,
                book,
                profile(),
                question.currency() != null,
                (pico, currency) -> rates.convert(pico, currency, today, true));
    }

    /** Requests that were too many to be priced by their own size. */
    long atTheirMean() {
        return atTheirMean;
    }

    /** Other currencies in what was booked, and in the prices to come; refused where a rate is missing. */
    List<Conversion> conversions() {
        rates.conversions().forEach(conversion -> conversions.putIfAbsent(conversion.from(), conversion));
        return List.copyOf(conversions.values());
    }

    private UsageQuery query(Period period, List<Dimension> groupBy) {
        return new UsageQuery(period, groupBy, question.filters(), currency());
    }

    /** Where costs are not asked for, none is read, and this one is no more than a word. */
    private String currency() {
        return Objects.requireNonNullElse(question.currency(), "USD");
    }

    private List<UsageRow> rows(UsageQuery query) throws SQLException {
        if (question.currency() == null) {
            return UsageReader.count(connection, query, MOST_ROWS);
        }
        UsageAnswer answer = UsageReader.read(connection, query, MOST_ROWS);
        answer.conversions().forEach(conversion -> conversions.putIfAbsent(conversion.from(), conversion));
        return answer.rows();
    }

    private Period history() {
        return new Period(times.historyFrom().toInstant(), times.running().toInstant(), question.zone());
    }

    /** Where the dimensions of a line stand in a row: those of the groups first. */
    private List<Dimension> dimensions() {
        Set<Dimension> dimensions = new LinkedHashSet<>(question.groupBy());
        dimensions.addAll(PRICED_BY);
        return List.copyOf(dimensions);
    }

    private Map<BasketLine, List<Amounts>> actuals() throws SQLException {
        Interval interval = OutlookTimes.interval(question.step());
        Map<String, Integer> places = new HashMap<>();
        interval.startsIn(history()).forEach(start -> places.put(interval.label(start), places.size()));
        List<Dimension> dimensions = dimensions();
        List<Dimension> groupBy = new ArrayList<>(dimensions);
        groupBy.add(new Dimension.Calendar(interval));
        Map<BasketLine, List<Amounts>> actuals = new LinkedHashMap<>();
        for (UsageRow row : rows(query(history(), groupBy))) {
            BasketLine line = line(row.group(), dimensions);
            List<Amounts> steps = actuals.computeIfAbsent(
                    line, _ -> new ArrayList<>(Collections.nCopies(places.size(), Amounts.NONE)));
            steps.set(Objects.requireNonNull(places.get(row.group().getLast())), Amounts.of(row.usage()));
            refuseTooMany(actuals.size());
        }
        return actuals;
    }

    private void refuseTooMany(int lines) {
        int steps = times.steps().size();
        if (lines > MOST_LINES || (long) lines * steps > MOST_STEPS_OF_LINES) {
            throw ReportError.FORECAST_TOO_LARGE.because(
                    "at least " + lines + " series (groups times models) of " + steps
                            + " steps: at most " + MOST_LINES + " series, and " + MOST_STEPS_OF_LINES
                            + " steps of all of them, are forecast: narrow it by filter.<dimension>, group_by or horizon");
        }
    }

    private BasketLine line(List<@Nullable String> row, List<Dimension> dimensions) {
        return new BasketLine(
                row.subList(0, question.groupBy().size()),
                text(row, dimensions, Attribute.TENANT),
                text(row, dimensions, Attribute.PROVIDER),
                text(row, dimensions, Attribute.MODEL),
                text(row, dimensions, Attribute.SERVICE_TIER),
                text(row, dimensions, Attribute.REGION));
    }

    private static String text(List<@Nullable String> row, List<Dimension> dimensions, Attribute attribute) {
        return Objects.requireNonNullElse(row.get(dimensions.indexOf(attribute)), "");
    }

    private Map<List<@Nullable String>, Amounts> byGroup(Instant from) throws SQLException {
        Map<List<@Nullable String>, Amounts> byGroup = new LinkedHashMap<>();
        if (from.isBefore(times.observedUntil())) {
            var period = new Period(from, times.observedUntil(), question.zone());
            for (UsageRow row : rows(query(period, question.groupBy()))) {
                byGroup.put(row.group(), Amounts.of(row.usage()));
            }
        }
        return byGroup;
    }

    private DayProfile profile() throws SQLException {
        var window = new Period(times.windowFrom().toInstant(), times.running().toInstant(), ZoneId.of("UTC"));
        long[] tokens = new long[HOURS];
        for (UsageRow row : rows(query(window, List.of(new Dimension.Calendar(Interval.HOUR))))) {
            String hour = Objects.requireNonNull(row.group().getFirst(), "every row has an hour");
            tokens[OffsetDateTime.parse(hour).getHour()] +=
                    Amounts.of(row.usage()).tokens();
        }
        return DayProfile.of(tokens);
    }

    private Map<BasketLine, Basket> baskets(Instant from) throws SQLException {
        var window = new Period(from, times.running().toInstant(), question.zone());
        Baskets baskets = BasketReader.read(connection, query(window, question.groupBy()), this::asked);
        atTheirMean = Math.max(atTheirMean, baskets.atTheirMean());
        return baskets.byLine();
    }

    private List<Asked> asked(BasketLine line) {
        var coming = new Span(question.at(), times.end().toInstant());
        List<Asked> asked = new ArrayList<>();
        PriceSpans.starts(book, line, coming).forEach(at -> asked.add(new Asked(book, at)));
        PriceSpans.starts(goingOn, line, coming).forEach(at -> asked.add(new Asked(goingOn, at)));
        return asked;
    }

    /** Lines of whose usage the recent window has nothing, or nothing of a kind that they had before. */
    private static Set<BasketLine> notUsedSo(Map<BasketLine, List<Amounts>> actuals, Map<BasketLine, Basket> baskets) {
        Set<BasketLine> unlike = new LinkedHashSet<>();
        actuals.forEach((line, steps) -> {
            Amounts used = steps.stream().reduce(Amounts.NONE, Amounts::plus);
            Basket basket = baskets.get(line);
            boolean lacks = basket == null
                    || (basket.requests() <= 0 && used.requests() > 0)
                    || (basket.inputTokens() <= 0 && used.inputTokens() > 0)
                    || (basket.outputTokens() <= 0 && used.outputTokens() > 0);
            if (lacks && (used.requests() > 0 || used.tokens() > 0)) {
                unlike.add(line);
            }
        });
        return unlike;
    }
}
