package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.fixture.Booking;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What budgets come to, worked out from the entries one by one, by rules of its own. */
final class Recomputed {
    private static final Comparator<Booked> ORDER = Comparator.comparing(Booked::change)
            .thenComparing(booked -> booked.entry().occurredAt())
            .thenComparing(booked -> booked.entry().eventKey().toString()) // PostgreSQL orders them as bytes, so as hex
            .thenComparing(booked -> booked.entry().entryNo());

    private final List<Booked> entries = new ArrayList<>();
    private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

    /** An entry, and the transaction that booked it. */
    record Booked(long change, Booking entry) {}

    /** A period, the end not in it. */
    record Span(Instant from, Instant to) {}

    record Sums(@Nullable BigInteger spent, long tokens, long requests, long unpriced) {
        BigInteger used(Budget budget) {
            if (budget.currency() == null) {
                return BigInteger.valueOf(tokens);
            }
            if (spent == null) {
                throw new AssertionError("no rate");
            }
            return spent;
        }
    }

    void booked(long change, List<Booking> booked) {
        booked.forEach(entry -> entries.add(new Booked(change, entry)));
    }

    void rate(String currency, LocalDate day, String perEuro) {
        rates.computeIfAbsent(currency, _ -> new TreeMap<>()).put(day, new BigDecimal(perEuro));
    }

    /** The period that holds a day of the budget's zone; null: none. */
    static @Nullable Span span(Budget budget, LocalDate day) {
        LocalDate first = budget.days().first();
        LocalDate end = budget.days().end();
        if (day.isBefore(first) || (end != null && !day.isBefore(end))) {
            return null;
        }
        LocalDate start;
        LocalDate stop;
        switch (budget.period()) {
            case DAY -> {
                start = day;
                stop = day.plusDays(1);
            }
            case WEEK -> {
                start = day;
                while (start.getDayOfWeek() != DayOfWeek.MONDAY) {
                    start = start.minusDays(1);
                }
                stop = start.plusDays(7);
            }
            case MONTH -> {
                start = LocalDate.of(day.getYear(), day.getMonthValue(), 1);
                stop = start.plusMonths(1);
            }
            case QUARTER -> {
                start = LocalDate.of(day.getYear(), 1 + 3 * ((day.getMonthValue() - 1) / 3), 1);
                stop = start.plusMonths(3);
            }
            case YEAR -> {
                start = LocalDate.of(day.getYear(), 1, 1);
                stop = LocalDate.of(day.getYear() + 1, 1, 1);
            }
            default -> {
                start = first;
                stop = LocalDate.MAX;
            }
        }
        LocalDate from = start.isBefore(first) ? first : start;
        LocalDate to = end != null && end.isBefore(stop) ? end : stop;
        return new Span(
                from.atStartOfDay(budget.zone()).toInstant(),
                to.atStartOfDay(budget.zone()).toInstant());
    }

    static @Nullable Span span(Budget budget, Instant instant) {
        return span(budget, instant.atZone(budget.zone()).toLocalDate());
    }

    /** What counts in a period, in the order in which it was booked, up to a transaction. */
    List<Booked> counting(Budget budget, Span span, long through) {
        return entries.stream()
                .filter(booked -> booked.change() <= through && holds(budget, booked.entry()))
                .filter(booked -> {
                    Instant bucket = bucket(booked.entry());
                    return !bucket.isBefore(span.from()) && bucket.isBefore(span.to());
                })
                .sorted(ORDER)
                .toList();
    }

    List<Booked> all() {
        return entries;
    }

    private static Instant bucket(Booking entry) {
        return Instant.ofEpochSecond(entry.counts().getEpochSecond() / 900 * 900);
    }

    static boolean holds(Budget budget, Booking entry) {
        if (!budget.tenant().equals(entry.tenant())) {
            return false;
        }
        return budget.scope().entrySet().stream()
                .allMatch(
                        filter -> filter.getValue().contains(entry.attributes().getOrDefault(filter.getKey(), "")));
    }

    Sums sums(Budget budget, List<Booked> counting) {
        Map<LocalDate, Map<String, BigInteger>> costs = new TreeMap<>();
        long tokens = 0;
        long requests = 0;
        long unpriced = 0;
        for (Booked booked : counting) {
            Booking entry = booked.entry();
            tokens += entry.inputTokens() + entry.outputTokens();
            requests += entry.requests();
            unpriced += entry.unpricedRequests();
            BigInteger pico = entry.costPico();
            if (pico != null) {
                costs.computeIfAbsent(bucket(entry).atZone(ZoneOffset.UTC).toLocalDate(), _ -> new TreeMap<>())
                        .merge(entry.currency(), pico, BigInteger::add);
            }
        }
        return new Sums(budget.currency() == null ? null : told(budget.currency(), costs), tokens, requests, unpriced);
    }

    private @Nullable BigInteger told(String currency, Map<LocalDate, Map<String, BigInteger>> costs) {
        BigDecimal own = BigDecimal.ZERO;
        BigDecimal others = BigDecimal.ZERO;
        for (var day : costs.entrySet()) {
            for (var cost : day.getValue().entrySet()) {
                BigDecimal pico = new BigDecimal(cost.getValue());
                if (cost.getKey().equals(currency)) {
                    own = own.add(pico);
                } else if (pico.signum() != 0) {
                    BigDecimal to = rate(currency, day.getKey());
                    BigDecimal from = rate(cost.getKey(), day.getKey());
                    if (to == null || from == null) {
                        return null;
                    }
                    others = others.add(pico.multiply(to).divide(from, 40, RoundingMode.HALF_EVEN));
                }
            }
        }
        return own.add(others.setScale(0, RoundingMode.HALF_EVEN)).toBigIntegerExact();
    }

    private @Nullable BigDecimal rate(String currency, LocalDate day) {
        if (currency.equals("EUR")) {
            return BigDecimal.ONE;
        }
        var newest = rates.getOrDefault(currency, new TreeMap<>()).floorEntry(day);
        return newest == null || ChronoUnit.DAYS.between(newest.getKey(), day) > 7 ? null : newest.getValue();
    }

    /** The first event with which the sum reaches a part of the limit; null: it was reached by what was there before. */
    @Nullable
    String crossing(Budget budget, Span span, long before, long through, BigDecimal part) {
        List<Booked> counting = new ArrayList<>(counting(budget, span, before));
        if (reaches(budget, counting, part)) {
            return null;
        }
        for (Booked booked : counting(budget, span, through)) {
            if (booked.change() > before) {
                counting.add(booked);
                if (reaches(budget, counting, part)) {
                    return booked.entry().eventId();
                }
            }
        }
        throw new AssertionError("it is not crossed");
    }

    boolean reaches(Budget budget, List<Booked> counting, BigDecimal part) {
        BigDecimal limit =
                switch (budget.limit()) {
                    case Budget.Limit.Money money -> new BigDecimal(money.amountPico());
                    case Budget.Limit.Tokens tokens -> BigDecimal.valueOf(tokens.tokens());
                };
        return new BigDecimal(sums(budget, counting).used(budget)).compareTo(limit.multiply(part)) >= 0;
    }
}
