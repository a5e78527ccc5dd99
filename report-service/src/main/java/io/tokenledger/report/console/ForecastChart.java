package io.tokenledger.report.console;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.outlook.OutlookJson;
import io.tokenledger.report.outlook.OutlookJson.AmountsJson;
import io.tokenledger.report.outlook.OutlookJson.ComingJson;
import io.tokenledger.report.outlook.OutlookJson.CostRangeJson;
import io.tokenledger.report.outlook.OutlookJson.CountRangeJson;
import io.tokenledger.report.outlook.OutlookJson.ExpectationJson;
import io.tokenledger.report.outlook.OutlookJson.IntervalsJson;
import io.tokenledger.report.outlook.OutlookJson.PriceChangeJson;
import io.tokenledger.report.outlook.OutlookJson.StepJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * History and forecast of a series as a drawing: whole units, lengths alone are rounded. The running step is drawn with what
 * has come of it and what is still to come.
 *
 * @param width of the drawing; its height is fixed
 * @param unit of the scale: a currency or {@code tokens}
 * @param history points of a line
 * @param forecast points of a line, from the last step of the history on
 * @param band80 points of an area
 * @param now where the forecast begins
 * @param steps what each place says when it is pointed at
 */
public record ForecastChart(
        int width,
        String unit,
        List<Tick> scale,
        String history,
        String forecast,
        String band80,
        String band95,
        int now,
        List<Step> steps,
        List<Label> labels,
        List<Change> changes) {
    private static final int WIDTH = 1_000;
    private static final int LABEL_WIDTH = 40;
    static final int TOP = 16;
    static final int BASE = 216;
    private static final int LEFT = 8;
    private static final int MOST_HISTORY = 120;
    private static final int MOST_LABELS = 12;
    private static final int DATE_LENGTH = 10;
    private static final int HOUR_LENGTH = 16;
    private static final BigDecimal HEIGHT = BigDecimal.valueOf(BASE - TOP);

    /** A line of the scale. */
    public record Tick(int y, String text) {}

    /** A place that says something. */
    public record Step(int x, int width, String text) {}

    /** A date under the drawing. */
    public record Label(int x, String text) {}

    /** Where a price changes. */
    public record Change(int x, String text) {}

    /** A value at a place, with its intervals; those of the history are the value itself. */
    private record Place(String start, BigDecimal value, Ends within80, Ends within95, String text) {}

    /** Of an interval. */
    private record Ends(BigDecimal low, BigDecimal high) {
        static Ends both(BigDecimal value) {
            return new Ends(value, value);
        }
    }

    static @Nullable ForecastChart of(OutlookJson answer) {
        ExpectationJson forecast = answer.total().forecast();
        if (forecast == null) {
            return null;
        }
        boolean money = forecast.total().cost() != null && forecast.costAccuracy() != null;
        List<StepJson> history = answer.total().history();
        List<Place> past = history.subList(Math.max(0, history.size() - MOST_HISTORY), history.size()).stream()
                .map(step -> place(step.start(), step.amounts(), money, answer))
                .toList();
        List<Place> coming = new ArrayList<>();
        for (int i = 0; i < forecast.steps().size(); i++) {
            coming.add(coming(forecast.steps().get(i), i == 0 ? answer.total().running() : null, money, answer));
        }
        return new Drawing(past, coming, money ? answer.currency() : "tokens", answer).chart();
    }

    private static Place place(String start, AmountsJson amounts, boolean money, OutlookJson answer) {
        BigDecimal value = value(amounts, money);
        return new Place(
                start,
                value,
                Ends.both(value),
                Ends.both(value),
                date(start, answer) + ": " + text(value, money, answer));
    }

    private static Place coming(ComingJson step, @Nullable AmountsJson soFar, boolean money, OutlookJson answer) {
        BigDecimal known = soFar == null ? BigDecimal.ZERO : value(soFar, money);
        BigDecimal value = value(step.amounts(), money).add(known);
        Ends eighty = interval(step.intervals(), true, money, known, value);
        Ends ninetyFive = interval(step.intervals(), false, money, known, value);
        return new Place(
                step.start(),
                value,
                eighty,
                ninetyFive,
                date(step.start(), answer) + ": " + text(value, money, answer) + " expected, 80 %: "
                        + text(eighty.low, money, answer) + " to " + text(eighty.high, money, answer) + ", 95 %: "
                        + text(ninetyFive.low, money, answer) + " to " + text(ninetyFive.high, money, answer));
    }

    private static BigDecimal value(AmountsJson amounts, boolean money) {
        if (money) {
            return amounts.cost() == null ? BigDecimal.ZERO : new BigDecimal(amounts.cost());
        }
        return BigDecimal.valueOf(amounts.inputTokens()).add(BigDecimal.valueOf(amounts.outputTokens()));
    }

    private static Ends interval(
            IntervalsJson intervals, boolean eighty, boolean money, BigDecimal known, BigDecimal value) {
        if (money) {
            CostRangeJson range = eighty ? intervals.cost80() : intervals.cost95();
            return range == null
                    ? Ends.both(value)
                    : new Ends(new BigDecimal(range.low()).add(known), new BigDecimal(range.high()).add(known));
        }
        CountRangeJson range = eighty ? intervals.tokens80() : intervals.tokens95();
        return new Ends(
                BigDecimal.valueOf(range.low()).add(known),
                BigDecimal.valueOf(range.high()).add(known));
    }

    private static String text(BigDecimal value, boolean money, OutlookJson answer) {
        return money
                ? Money.readable(value.movePointRight(Money.EXACT_PLACES).toBigInteger()) + " " + answer.currency()
                : AnswerFigures.number(value) + " tokens";
    }

    private static String date(String start, OutlookJson answer) {
        return answer.step().equals("hour")
                ? start.substring(0, HOUR_LENGTH).replace('T', ' ')
                : start.substring(0, DATE_LENGTH);
    }

    /** Places on the drawing. */
    private record Drawing(List<Place> past, List<Place> coming, String unit, OutlookJson answer) {
        ForecastChart chart() {
            List<Place> all = new ArrayList<>(past);
            all.addAll(coming);
            BigDecimal most = all.stream().map(place -> place.within95.high).reduce(BigDecimal.ZERO, BigDecimal::max);
            List<Step> steps = new ArrayList<>();
            List<Label> labels = new ArrayList<>();
            int every = Math.max(1, Math.ceilDiv(all.size(), MOST_LABELS));
            for (int i = 0; i < all.size(); i++) {
                int width = Math.max(1, x(i + 1) - x(i));
                steps.add(new Step(x(i) - width / 2, width, all.get(i).text));
                if (i % every == every / 2) {
                    labels.add(new Label(
                            Math.min(x(i), WIDTH - LABEL_WIDTH / 2),
                            all.get(i).start.substring(5, DATE_LENGTH)));
                }
            }
            return new ForecastChart(
                    WIDTH,
                    unit,
                    scale(most),
                    line(past, 0, most),
                    line(fromLastKnown(), Math.max(0, past.size() - 1), most),
                    area(most, true),
                    area(most, false),
                    x(past.size()),
                    steps,
                    labels,
                    changes());
        }

        private List<Place> fromLastKnown() {
            List<Place> line = new ArrayList<>();
            if (!past.isEmpty()) {
                line.add(past.getLast());
            }
            line.addAll(coming);
            return line;
        }

        private int x(int place) {
            int places = Math.max(1, past.size() + coming.size() - 1);
            return LEFT + place * (WIDTH - 2 * LEFT) / places;
        }

        private static int y(BigDecimal value, BigDecimal most) {
            return most.signum() == 0
                    ? BASE
                    : BASE
                            - value.multiply(HEIGHT)
                                    .divide(most, 0, RoundingMode.HALF_EVEN)
                                    .intValueExact();
        }

        private List<Tick> scale(BigDecimal most) {
            List<Tick> scale = new ArrayList<>();
            for (BigDecimal part : List.of(BigDecimal.ONE, new BigDecimal("0.5"))) {
                BigDecimal value = most.multiply(part);
                scale.add(new Tick(y(value, most), text(value, !unit.equals("tokens"), answer)));
            }
            return scale;
        }

        private String line(List<Place> places, int first, BigDecimal most) {
            List<String> points = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                points.add(x(first + i) + "," + y(places.get(i).value, most));
            }
            return String.join(" ", points);
        }

        /** Along the upper ends, and back along the lower ones. */
        private String area(BigDecimal most, boolean eighty) {
            List<Place> line = fromLastKnown();
            int first = Math.max(0, past.size() - 1);
            List<String> upper = new ArrayList<>();
            List<String> lower = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                Ends interval = eighty ? line.get(i).within80 : line.get(i).within95;
                upper.add(x(first + i) + "," + y(interval.high, most));
                lower.addFirst(x(first + i) + "," + y(interval.low, most));
            }
            upper.addAll(lower);
            return String.join(" ", upper);
        }

        private List<Change> changes() {
            List<Change> changes = new ArrayList<>();
            answer.priceChanges().stream()
                    .collect(Collectors.groupingBy(PriceChangeJson::at, TreeMap::new, Collectors.toList()))
                    .forEach((at, of) -> changes.add(new Change(
                            xOf(at),
                            at + ": prices of "
                                    + of.stream()
                                            .map(PriceChangeJson::model)
                                            .distinct()
                                            .collect(Collectors.joining(", "))
                                    + " change")));
            return changes;
        }

        /** Where the first step begins that is not before it. */
        private int xOf(Instant at) {
            for (int i = 0; i < coming.size(); i++) {
                if (!OffsetDateTime.parse(coming.get(i).start).toInstant().isBefore(at)) {
                    return x(past.size() + i);
                }
            }
            return x(past.size() + coming.size() - 1);
        }
    }
}
