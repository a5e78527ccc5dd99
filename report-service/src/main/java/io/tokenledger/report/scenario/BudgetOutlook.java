package io.tokenledger.report.scenario;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.forecast.Backtest;
import io.tokenledger.report.forecast.DailyForecast;
import io.tokenledger.report.forecast.DailyHistory;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfJson.ExcludedJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
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

    /** A budget, the day from which usage would go the other way, and today, in the budget's zone. */
    record Setting(Budget budget, BigInteger limitPico, LocalDate moveOn, LocalDate today) {
        LocalDate start() {
            return budget.period().start(moveOn);
        }

        LocalDate end() {
            return budget.period().end(moveOn);
        }
    }

    /**
     * What the period has had so far.
     *
     * @param pico by day, of what has a price
     * @param totalPico null: nothing has a price, so it is not known
     */
    record Spent(Map<LocalDate, BigInteger> pico, @Nullable BigInteger totalPico, long unpricedRequests) {}

    /**
     * The days before today within the budget's scope, at the prices of now: as they went, and as they would have gone.
     *
     * @param unknown whether nothing of it has a price
     * @param excluded what could not be moved
     * @param warnings of the replay
     */
    record Replayed(
            DailyHistory asWas,
            DailyHistory asMoved,
            boolean unknown,
            List<ExcludedJson> excluded,
            List<String> warnings) {}

    /** A period's end. */
    record Projection(String method, Replayed replayed, Backtest backtest, Course withoutMove, Course withMove) {}

    /**
     * How the period goes on.
     *
     * @param leftPico of the budget at the end; negative: it is overspent
     * @param usedUpOn the day on which the budget is overspent; null: it lasts
     */
    record Course(
            BigInteger endPico,
            BigInteger leftPico,
            BigDecimal percent,
            @Nullable LocalDate usedUpOn) {}

    private static final int PERCENT_PLACES = 2;

    static BudgetOutlook of(Setting setting, Spent spent, @Nullable Replayed replayed, DailyForecast method) {
        String why = why(setting, replayed, method);
        if (why != null || replayed == null) {
            return new BudgetOutlook(
                    setting.start(), setting.end(), spent.totalPico(), spent.unpricedRequests(), null, why);
        }
        var projection = new Projection(
                method.method(),
                replayed,
                Backtest.of(method, replayed.asWas()),
                course(setting, spent, days(setting, replayed, method, setting.end())),
                course(setting, spent, days(setting, replayed, method, setting.moveOn())));
        return new BudgetOutlook(
                setting.start(), setting.end(), spent.totalPico(), spent.unpricedRequests(), projection, null);
    }

    private static @Nullable String why(Setting setting, @Nullable Replayed replayed, DailyForecast method) {
        if (!setting.end().isAfter(setting.today())) {
            return "the period that holds " + setting.moveOn() + " ended before " + setting.end();
        }
        if (replayed != null && replayed.unknown()) {
            return "nothing of the last weeks has a price: what they cost is not known";
        }
        int days = replayed == null ? 0 : replayed.asWas().days();
        return days < method.leastDays()
                ? days + " days of history: " + method.method() + " needs " + method.leastDays()
                : null;
    }

    /** What each day from today to the end of the period is expected to bring, if usage moves on that day. */
    private static Map<LocalDate, BigDecimal> days(
            Setting setting, Replayed replayed, DailyForecast method, LocalDate moveOn) {
        LocalDate first = setting.today().isAfter(setting.start()) ? setting.today() : setting.start();
        List<BigDecimal> asWas = method.days(replayed.asWas(), first, setting.end());
        List<BigDecimal> asMoved = method.days(replayed.asMoved(), first, setting.end());
        Map<LocalDate, BigDecimal> days = new TreeMap<>();
        for (int i = 0; i < asWas.size(); i++) {
            LocalDate day = first.plusDays(i);
            days.put(day, day.isBefore(moveOn) ? asWas.get(i) : asMoved.get(i));
        }
        return days;
    }

    /** Days that are over count as they were; today at least as it is. */
    private static Course course(Setting setting, Spent spent, Map<LocalDate, BigDecimal> expected) {
        BigDecimal limit = new BigDecimal(setting.limitPico());
        BigDecimal sum = BigDecimal.ZERO;
        LocalDate usedUpOn = null;
        for (LocalDate day : setting.start().datesUntil(setting.end()).toList()) {
            BigDecimal known = new BigDecimal(spent.pico().getOrDefault(day, BigInteger.ZERO));
            sum = sum.add(known.max(expected.getOrDefault(day, known)));
            if (usedUpOn == null && sum.compareTo(limit) > 0) {
                usedUpOn = day;
            }
        }
        BigInteger end = sum.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        return new Course(
                end,
                setting.limitPico().subtract(end),
                sum.movePointRight(2).divide(limit, PERCENT_PLACES, RoundingMode.HALF_EVEN),
                usedUpOn);
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
                history(first, end, days, WhatIfAnswer.Line::baselinePico),
                history(first, end, days, WhatIfAnswer.Line::scenarioPico),
                answer.baseline().isUnknown(),
                WhatIfJson.of(answer).excluded(),
                answer.warnings());
    }

    private static DailyHistory history(
            LocalDate first,
            LocalDate end,
            Map<LocalDate, WhatIfAnswer.Line> days,
            Function<WhatIfAnswer.Line, BigInteger> cost) {
        List<BigDecimal> values = new ArrayList<>();
        first.datesUntil(end).forEach(day -> {
            WhatIfAnswer.Line line = days.get(day);
            values.add(line == null ? BigDecimal.ZERO : new BigDecimal(cost.apply(line)));
        });
        return new DailyHistory(first, values);
    }
}
