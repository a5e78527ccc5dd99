package io.tokenledger.report.whatif;

import io.tokenledger.report.whatif.Destination.Choice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends usage another way and adds up what it costs. Every request moves at most once: with the first swap that matches
 * and can take it, as far as that one's share reaches, the rest with the next one. Pure.
 */
final class Replay {
    /** What a replay is about: the usage, and where each kind of it goes. */
    record Setting(
            Rater rater,
            PriceBasis basis,
            Stretches stretches,
            int swaps,
            Function<UsageKind, List<Destination>> destinations,
            Function<UsageCell, List<@Nullable String>> groups,
            Currencies currencies) {}

    /** What usage costs where it is: known, or not. */
    private record Standing(@Nullable BigDecimal costPico) {}

    private record MoveOf(Destination to, Factors factors) {}

    private final Setting setting;
    private final List<UsageCell> cells;
    private final List<Map<MoveOf, Move>> moves;
    private final List<Standing> standings;

    /**
     * @param cells of which none is divided ({@link #isDivided})
     */
    Replay(Setting setting, List<UsageCell> cells) {
        this.setting = setting;
        this.cells = List.copyOf(cells);
        this.moves = new ArrayList<>();
        this.standings = new ArrayList<>();
        for (UsageCell cell : this.cells) {
            moves.add(new HashMap<>());
            standings.add(standing(setting, cell));
        }
    }

    /** Whether a limit or a price of long contexts runs through the cell, for any of these choices. */
    static boolean isDivided(Setting setting, UsageCell cell, List<Choice> choices) {
        if (!setting.basis.isAsBooked()
                && setting.rater.whereItIs(cell, setting.stretches.start(cell.stretch())) instanceof Move.Divided) {
            return true;
        }
        for (Destination to : setting.destinations.apply(cell.kind())) {
            var seen = new HashSet<Factors>();
            for (Choice choice : choices) {
                Factors factors = to.factors(choice);
                if (seen.add(factors)
                        && setting.rater.move(cell, to, factors, setting.stretches.start(cell.stretch()))
                                instanceof Move.Divided) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds up everything where the assumptions lie where the choice says. */
    Tally tally(Choice choice) {
        Tally tally = new Tally(setting.swaps);
        for (int i = 0; i < cells.size(); i++) {
            add(tally, i, choice);
        }
        return tally;
    }

    private void add(Tally tally, int index, Choice choice) {
        UsageCell cell = cells.get(index);
        BigDecimal requests = BigDecimal.valueOf(cell.requests());
        BigDecimal standing = standings.get(index).costPico();
        BigDecimal cost = standing == null ? BigDecimal.ZERO : standing;
        BigDecimal remaining = BigDecimal.ONE;
        BigDecimal scenario = BigDecimal.ZERO;
        for (Destination to : setting.destinations.apply(cell.kind())) {
            BigDecimal share = to.asked().share().min(remaining);
            if (share.signum() == 0) {
                continue;
            }
            switch (moveOrStay(index, standing, to, choice)) {
                case Move.Moved(BigDecimal costPico, String currency) -> {
                    BigDecimal there = share.multiply(converted(cell, costPico, currency));
                    tally.addMoved(to.swap(), share.multiply(requests), share.multiply(cost), there);
                    scenario = scenario.add(there);
                    remaining = remaining.subtract(share);
                }
                case Move.Excluded excluded ->
                    tally.addLeft(
                            to.swap(),
                            excluded,
                            share.multiply(requests),
                            standing == null ? null : share.multiply(standing));
                case Move.Divided() -> throw new IllegalStateException("cell is divided: " + cell);
            }
        }
        List<@Nullable String> group = setting.groups.apply(cell);
        tally.addUsage(group, requests, cost, scenario.add(remaining.multiply(cost)));
        tally.addParts(
                group, requests.subtract(remaining.multiply(requests)), standing == null ? requests : BigDecimal.ZERO);
    }

    private static final Move NOT_KNOWN_WHAT_IT_COSTS =
            new Move.Excluded(Exclusion.BASELINE_UNPRICED, "it has no price where it is");

    private Move moveOrStay(int index, @Nullable BigDecimal standing, Destination to, Choice choice) {
        if (standing == null) {
            return NOT_KNOWN_WHAT_IT_COSTS;
        }
        Factors factors = to.factors(choice);
        UsageCell cell = cells.get(index);
        return moves.get(index)
                .computeIfAbsent(
                        new MoveOf(to, factors),
                        _ -> setting.rater.move(cell, to, factors, setting.stretches.start(cell.stretch())));
    }

    private static Standing standing(Setting setting, UsageCell cell) {
        if (setting.basis.isAsBooked()) {
            return new Standing(
                    cell.isUnpriced()
                            ? null
                            : converted(setting, cell, new BigDecimal(cell.costPico()), cell.currency()));
        }
        return switch (setting.rater.whereItIs(cell, setting.stretches.start(cell.stretch()))) {
            case Move.Moved(BigDecimal costPico, String currency) ->
                new Standing(converted(setting, cell, costPico, currency));
            case Move.Excluded _ -> new Standing(null);
            case Move.Divided() -> throw new IllegalStateException("cell is divided where it is: " + cell);
        };
    }

    private BigDecimal converted(UsageCell cell, BigDecimal costPico, String currency) {
        return converted(setting, cell, costPico, currency);
    }

    private static BigDecimal converted(Setting setting, UsageCell cell, BigDecimal costPico, String currency) {
        return setting.currencies.convert(costPico, currency, cell.stretch());
    }
}
