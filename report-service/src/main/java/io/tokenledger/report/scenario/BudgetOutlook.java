package io.tokenledger.report.scenario;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.forecast.TooShort;
import io.tokenledger.report.outlook.Ranges;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfJson.ExcludedJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a budget's period would come to, without a move and with it. Pure; amounts in 1e-12 of the budget's currency.
 *
 * @param start of the period that holds the day of the move
 * @param end the first day after it
 * @param spentPico in the period, as the ledger has it until now; null: nothing of it has a price
 * @param projection null where {@code why} says why there is none
 */
record BudgetOutlook(
        LocalDate start,
        LocalDate end,
        @Nullable BigInteger spentPico,
        long unpricedRequests,
        @Nullable Projection projection,
        @Nullable String why) {

    /**
     * A budget, the day from which usage would go the other way, and today, in the budget's zone.
     *
     * @param span the budget's period that holds the day of the move
     */
    record Setting(Budget budget, BudgetSpan span, BigInteger limitPico, LocalDate moveOn, LocalDate today) {
        LocalDate start() {
            return span.start();
        }

        LocalDate end() {
            return span.end();
        }
    }

    /**
     * What the period has had so far.
     *
     * @param pico by day, of what has a price
     * @param totalPico null: nothing has a price, so it is not known
     */
    record Spent(Map<LocalDate, BigInteger> pico, @Nullable BigInteger totalPico, long unpricedRequests) {}

    /** What each day cost, without a gap: a day without anything cost nothing. In pico. */
    record Days(LocalDate first, List<BigInteger> pico) {
        Days {
            pico = List.copyOf(pico);
        }

        LocalDate end() {
            return first.plusDays(pico.size());
        }

        BigInteger sum() {
            return pico.stream().reduce(BigInteger.ZERO, BigInteger::add);
        }

        private BigInteger sumOfLast(int days) {
            return pico.subList(Math.max(0, pico.size() - days), pico.size()).stream()
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        /** As a series: statistics, in doubles. A day that corrections bring below nothing counts as nothing. */
        private History history(ZoneId zone) {
            return History.of(
                    Step.DAY,
                    first.atStartOfDay(zone),
                    pico.stream()
                            .mapToDouble(cost -> cost.max(BigInteger.ZERO).doubleValue())
                            .toArray());
        }
    }

    /**
     * The days before today within the budget's scope, at the prices of now: as they went, and as they would have gone.
     *
     * @param unknown whether nothing of it has a price
     * @param excluded what could not be moved
     * @param warnings of the replay
     */
    record Replayed(Days asWas, Days asMoved, boolean unknown, List<ExcludedJson> excluded, List<String> warnings) {

        /** What a dollar of the last four weeks would have been, as a fraction. */
        BigDecimal moved(BigDecimal cost) {
            BigInteger was = asWas.sumOfLast(DAYS_OF_RATIO);
            return was.signum() == 0
                    ? cost
                    : cost.multiply(new BigDecimal(asMoved.sumOfLast(DAYS_OF_RATIO)))
                            .divide(new BigDecimal(was), PLACES, RoundingMode.HALF_EVEN);
        }
    }

    /** A period's end. */
    record Projection(Forecast forecast, Replayed replayed, Course withoutMove, Course withMove) {}

    /**
     * How the period goes on.
     *
     * @param range of the end
     * @param leftPico of the budget at the end; negative: it is overspent
     * @param usedUpOn the day on which the budget is overspent; null: it lasts
     */
    record Course(
            BigInteger endPico,
            Ranges range,
            BigInteger leftPico,
            BigDecimal percent,
            @Nullable LocalDate usedUpOn) {}

    private static final int PERCENT_PLACES = 2;
    private static final int DAYS_OF_RATIO = 28;
    /** Places behind the pico until a period is added up. */
    private static final int PLACES = 12;

    private static final Forecaster FORECASTER = new Forecaster();

    static BudgetOutlook of(Setting setting, Spent spent, @Nullable Replayed replayed) {
        String why = why(setting, replayed);
        if (why != null || replayed == null) {
            return without(setting, spent, why);
        }
        int days = (int) ChronoUnit.DAYS.between(setting.today(), setting.end());
        Outcome outcome =
                FORECASTER.forecast(replayed.asWas().history(setting.budget().zone()), days);
        return switch (outcome) {
            case TooShort tooShort -> without(setting, spent, tooShort.why());
            case Forecast forecast ->
                new BudgetOutlook(
                        setting.start(),
                        setting.end(),
                        spent.totalPico(),
                        spent.unpricedRequests(),
                        new Projection(
                                forecast,
                                replayed,
                                course(setting, spent, forecast, days(setting, replayed, forecast, setting.end())),
                                course(setting, spent, forecast, days(setting, replayed, forecast, setting.moveOn()))),
                        null);
        };
    }

    private static BudgetOutlook without(Setting setting, Spent spent, @Nullable String why) {
        return new BudgetOutlook(
                setting.start(), setting.end(), spent.totalPico(), spent.unpricedRequests(), null, why);
    }

    private static @Nullable String why(Setting setting, @Nullable Replayed replayed) {
        if (!setting.end().isAfter(setting.today())) {
            return "the period that holds " + setting.moveOn() + " ended before " + setting.end();
        }
        return replayed != null && replayed.unknown()
                ? "nothing of the last weeks has a price: what they cost is not known"
                : null;
    }

    /** The first day that is forecast: today, or the first of a period to come. */
    private static LocalDate firstToCome(Setting setting) {
        return setting.today().isAfter(setting.start()) ? setting.today() : setting.start();
    }

    /**
     * What each day from today to the end of the period is expected to bring, if usage moves on that day. A move changes what
     * usage costs and not how much is used: so the days are forecast once, and those after it cost what the last four weeks
     * would have cost for each dollar that they did.
     */
    private static Map<LocalDate, BigDecimal> days(
            Setting setting, Replayed replayed, Forecast forecast, LocalDate moveOn) {
        Map<LocalDate, BigDecimal> days = new TreeMap<>();
        for (LocalDate day = firstToCome(setting); day.isBefore(setting.end()); day = day.plusDays(1)) {
            BigDecimal asWas = BigDecimal.valueOf(forecast.point((int) ChronoUnit.DAYS.between(setting.today(), day)));
            days.put(day, day.isBefore(moveOn) ? asWas : replayed.moved(asWas));
        }
        return days;
    }

    /** Days that are over count as they were; today at least as it is. */
    private static Course course(Setting setting, Spent spent, Forecast forecast, Map<LocalDate, BigDecimal> expected) {
        BigDecimal limit = new BigDecimal(setting.limitPico());
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal certain = BigDecimal.ZERO;
        LocalDate usedUpOn = null;
        for (LocalDate day : setting.start().datesUntil(setting.end()).toList()) {
            BigDecimal known = new BigDecimal(spent.pico().getOrDefault(day, BigInteger.ZERO));
            certain = certain.add(known);
            sum = sum.add(known.max(expected.getOrDefault(day, known)));
            if (usedUpOn == null && sum.compareTo(limit) > 0) {
                usedUpOn = day;
            }
        }
        BigInteger end = pico(sum);
        return new Course(
                end,
                range(setting, forecast, pico(certain), end),
                setting.limitPico().subtract(end),
                sum.movePointRight(2).divide(limit, PERCENT_PLACES, RoundingMode.HALF_EVEN),
                usedUpOn);
    }

    /** Of what is still to come, with the relative width of the forecast of these days together; what is spent is certain. */
    private static Ranges range(Setting setting, Forecast forecast, BigInteger certain, BigInteger end) {
        int from = (int) ChronoUnit.DAYS.between(setting.today(), firstToCome(setting));
        return Ranges.around(end.subtract(certain), forecast, from, forecast.steps())
                .plus(certain);
    }

    private static BigInteger pico(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }

    /** A replay by day, from the first day on which anything was used. */
    static Replayed replayed(LocalDate end, WhatIfAnswer answer) {
        Map<LocalDate, WhatIfAnswer.Line> days = new TreeMap<>();
        for (WhatIfAnswer.Line line : answer.lines()) {
            String day = line.group().getFirst();
            days.put(LocalDate.parse(Objects.requireNonNull(day, "every line has a day")), line);
        }
        LocalDate first = days.keySet().stream().findFirst().orElse(end);
        return new Replayed(
                days(first, end, days, WhatIfAnswer.Line::baselinePico),
                days(first, end, days, WhatIfAnswer.Line::scenarioPico),
                answer.baseline().isUnknown(),
                WhatIfJson.of(answer).excluded(),
                answer.warnings());
    }

    private static Days days(
            LocalDate first,
            LocalDate end,
            Map<LocalDate, WhatIfAnswer.Line> days,
            Function<WhatIfAnswer.Line, BigInteger> cost) {
        List<BigInteger> pico = new ArrayList<>();
        first.datesUntil(end).forEach(day -> {
            WhatIfAnswer.Line line = days.get(day);
            pico.add(line == null ? BigInteger.ZERO : cost.apply(line));
        });
        return new Days(first, pico);
    }
}
