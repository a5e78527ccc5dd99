package io.tokenledger.e2e.whatif;

import io.tokenledger.e2e.whatif.OwnBook.Rating;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers a question by rating every event by itself, with the key that it would have had. The slow and obvious way. */
final class OneByOne {
    /** An event and what the ledger says that it cost, in 1e-12 of a dollar; null: it has no price. */
    record Booked(Use use, @Nullable BigDecimal pico) {}

    private final List<Booked> events;
    private final OwnBook book;
    private final Map<String, Limits> limits;

    OneByOne(List<Booked> events, OwnBook book, Map<String, Limits> limits) {
        this.events = events;
        this.book = book;
        this.limits = limits;
    }

    /**
     * @param pricesAt the instant that the question's {@code prices_at} means; null: each event's own time
     * @param assumed of every swap, the value of each assumption
     */
    Figures answer(Question question, @Nullable Instant pricesAt, List<Map<String, BigDecimal>> assumed) {
        var figures = new Figures();
        for (String name : List.of("baseline cost", "baseline requests", "baseline unpriced_requests")) {
            figures.add(name, BigDecimal.ZERO);
        }
        figures.add("scenario cost", BigDecimal.ZERO);
        for (int i = 0; i < question.swaps().size(); i++) {
            for (String name : List.of("requests", "baseline_cost", "scenario_cost")) {
                figures.add("swap " + (i + 1) + " " + name, BigDecimal.ZERO);
            }
        }
        Instant begin = question.begin();
        Instant end = question.end();
        for (Booked event : events) {
            Use use = event.use();
            if (!use.at().isBefore(begin) && use.at().isBefore(end) && matches(question.filter(), use, false)) {
                add(figures, question, pricesAt == null ? use.at() : pricesAt, event, assumed);
            }
        }
        return figures;
    }

    private void add(
            Figures figures, Question question, Instant at, Booked event, List<Map<String, BigDecimal>> assumed) {
        Use use = event.use();
        String buyer = question.atListPrices() ? "" : use.tenant();
        BigDecimal booked = question.ratesBaseline()
                ? book.rate(key(buyer, use), at, Move.quantities(use)).pico()
                : event.pico();
        BigDecimal before = booked == null ? BigDecimal.ZERO : booked;
        BigDecimal requests = BigDecimal.valueOf(use.requests());
        BigDecimal stays = BigDecimal.ONE;
        BigDecimal after = before;
        for (int i = 0; i < question.swaps().size(); i++) {
            Swap swap = question.swaps().get(i);
            BigDecimal part = swap.share().min(stays);
            if (part.signum() == 0 || !matches(swap.from(), use, true)) {
                continue;
            }
            var move = new Move(use, swap, assumed.get(i));
            OwnBook.Key target = target(key(buyer, use), swap);
            Rating moved = book.rate(target, at, move.quantities());
            String obstacle = booked == null ? "baseline_unpriced" : obstacle(move, key(buyer, use), target, moved);
            if (!obstacle.isEmpty()) {
                figures.add("excluded " + (i + 1) + " " + obstacle + " requests", requests.multiply(part));
                figures.add("excluded " + (i + 1) + " " + obstacle + " cost", before.multiply(part));
                continue;
            }
            BigDecimal cost = Objects.requireNonNull(moved.pico());
            String place = "swap " + (i + 1) + " ";
            figures.add(place + "requests", requests.multiply(part));
            figures.add(place + "baseline_cost", before.multiply(part));
            figures.add(place + "scenario_cost", cost.multiply(part));
            after = after.add(cost.subtract(before).multiply(part));
            stays = stays.subtract(part);
        }
        figures.add("baseline requests", requests);
        figures.add("baseline cost", before);
        figures.add("baseline unpriced_requests", booked == null ? requests : BigDecimal.ZERO);
        figures.add("scenario cost", after);
        String line = "line " + question.group(use) + " ";
        figures.add(line + "requests", requests);
        figures.add(line + "baseline_cost", before);
        figures.add(line + "scenario_cost", after);
    }

    private static OwnBook.Key key(String buyer, Use use) {
        return new OwnBook.Key(
                buyer,
                use.attribute("provider"),
                use.attribute("model"),
                use.attribute("service_tier"),
                use.attribute("region"));
    }

    /** The first reason why it cannot be moved; empty: none. */
    private String obstacle(Move move, OwnBook.Key source, OwnBook.Key target, Rating moved) {
        boolean sameModel =
                source.provider().equals(target.provider()) && source.model().equals(target.model());
        Limits limit = sameModel ? null : limits.get(book.canonical(target.provider(), target.model()));
        for (String ability : List.of("images", "audio", "tools")) {
            if (limit != null
                    && limit.cannot().contains(ability)
                    && move.use().needs().contains(ability)) {
                return ability + "_missing";
            }
        }
        if (!moved.reason().isEmpty()) {
            return moved.reason();
        }
        return limit == null ? "" : move.tooLargeFor(limit);
    }

    private OwnBook.Key target(OwnBook.Key source, Swap swap) {
        String model = swap.to().getOrDefault("model", source.model());
        String provider = swap.to().get("provider");
        if (provider == null) {
            boolean sold = model.equals(source.model()) || book.sells(source.provider(), model);
            provider = sold
                    ? source.provider()
                    : Objects.requireNonNull(limits.get(model), "no home of " + model)
                            .provider();
        }
        return new OwnBook.Key(
                source.tenant(),
                provider,
                model,
                swap.to().getOrDefault("service_tier", source.tier()),
                swap.to().getOrDefault("region", source.region()));
    }

    private boolean matches(Map<String, List<String>> conditions, Use use, boolean anyNameOfTheModel) {
        for (Map.Entry<String, List<String>> condition : conditions.entrySet()) {
            String value = use.attribute(condition.getKey());
            boolean byOtherName = anyNameOfTheModel
                    && condition.getKey().equals("model")
                    && condition.getValue().contains(book.canonical(use.attribute("provider"), value));
            if (!condition.getValue().contains(value) && !byOtherName) {
                return false;
            }
        }
        return true;
    }
}
