package io.tokenledger.report.whatif;

import io.tokenledger.report.whatif.Destination.Choice;
import io.tokenledger.report.whatif.Destination.Knob;
import io.tokenledger.report.whatif.Estimate.End;
import io.tokenledger.report.whatif.WhatIfAnswer.Assumed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays usage with the assumptions where they are expected, each of them at the ends of its range, and all of them where
 * they save least and most. Pure but for the entries that it asks for.
 */
final class WhatIfEngine {
    /** Gives the single entries behind sums. */
    @FunctionalInterface
    interface Entries {
        List<UsageCell> of(Collection<UsageCell> sums);
    }

    /**
     * What came out.
     *
     * @param low savings with every assumption where it saves least
     */
    record Outcome(
            Tally expected, BigDecimal low, BigDecimal high, List<Assumed> assumptions, long oneByOne, Set<Used> used) {
        /** The assumption that moves the savings most; null: none has a range. */
        @Nullable
        Assumed mostSensitive() {
            return assumptions.stream()
                    .filter(assumed -> assumed.swing().signum() > 0)
                    .max(Comparator.comparing(Assumed::swing))
                    .orElse(null);
        }
    }

    /** A kind of usage that there is, and where a swap takes it. */
    record Used(UsageKind from, Destination to) {}

    private final Replay.Setting setting;
    private final Entries entries;

    WhatIfEngine(Replay.Setting setting, Entries entries) {
        this.setting = setting;
        this.entries = entries;
    }

    /** Replays these sums. */
    Outcome replay(List<UsageCell> sums) {
        Set<Used> used = new LinkedHashSet<>();
        for (UsageCell cell : sums) {
            setting.destinations().apply(cell.kind()).forEach(to -> used.add(new Used(cell.kind(), to)));
        }
        List<Knob> knobs = knobs(used);
        List<Choice> singly = new ArrayList<>(List.of(Choice.EXPECTED));
        knobs.forEach(knob -> {
            singly.add(only(knob, End.LOW));
            singly.add(only(knob, End.HIGH));
        });
        List<UsageCell> cells = whole(sums, singly);
        Replay replay = new Replay(setting, cells);
        Tally expected = replay.tally(Choice.EXPECTED);
        BigDecimal savings = expected.total().savings();
        if (knobs.isEmpty()) {
            return new Outcome(expected, savings, savings, assumptions(used, Map.of(), savings), singles(cells), used);
        }
        Map<Knob, Ends> ends = new HashMap<>();
        for (int i = 0; i < knobs.size(); i++) {
            ends.put(
                    knobs.get(i),
                    new Ends(
                            replay.tally(singly.get(1 + 2 * i)).total().savings(),
                            replay.tally(singly.get(2 + 2 * i)).total().savings()));
        }
        Choice worst = knob -> end(ends.get(knob), false);
        Choice best = knob -> end(ends.get(knob), true);
        List<UsageCell> allTogether = whole(cells, List.of(worst, best));
        Replay together = allTogether.equals(cells) ? replay : new Replay(setting, allTogether);
        BigDecimal low = together.tally(worst).total().savings();
        BigDecimal high = together.tally(best).total().savings();
        return new Outcome(
                expected,
                low.min(savings),
                high.max(savings),
                assumptions(used, ends, savings),
                singles(allTogether),
                used);
    }

    /** Savings with one assumption at the ends of its range. */
    private record Ends(BigDecimal atLow, BigDecimal atHigh) {}

    private static End end(@Nullable Ends ends, boolean savesMost) {
        if (ends == null) {
            return End.EXPECTED;
        }
        return ends.atLow().compareTo(ends.atHigh()) > 0 == savesMost ? End.LOW : End.HIGH;
    }

    private static List<Knob> knobs(Collection<Used> used) {
        Set<Knob> knobs = new LinkedHashSet<>();
        for (Used use : used) {
            use.to().estimates().forEach((assumption, estimate) -> {
                if (!estimate.isCertain()) {
                    knobs.add(new Knob(use.to().swap(), assumption, estimate));
                }
            });
        }
        return List.copyOf(knobs);
    }

    private static Choice only(Knob turned, End end) {
        return knob -> knob.equals(turned) ? end : End.EXPECTED;
    }

    /** The sums, where they are divided in any of the choices as single entries. */
    private List<UsageCell> whole(List<UsageCell> sums, List<Choice> choices) {
        List<UsageCell> whole = new ArrayList<>();
        List<UsageCell> divided = new ArrayList<>();
        for (UsageCell cell : sums) {
            (cell.one() == null && Replay.isDivided(setting, cell, choices) ? divided : whole).add(cell);
        }
        if (!divided.isEmpty()) {
            whole.addAll(entries.of(divided));
        }
        return whole;
    }

    private static long singles(List<UsageCell> cells) {
        return cells.stream().filter(cell -> cell.one() != null).count();
    }

    private static List<Assumed> assumptions(Collection<Used> used, Map<Knob, Ends> ends, BigDecimal savings) {
        Set<Knob> told = new LinkedHashSet<>();
        used.forEach(use -> use.to()
                .estimates()
                .forEach((assumption, estimate) -> told.add(new Knob(use.to().swap(), assumption, estimate))));
        List<Assumed> assumptions = new ArrayList<>();
        for (Knob knob : told) {
            Ends at = ends.getOrDefault(knob, new Ends(savings, savings));
            assumptions.add(
                    new Assumed(knob.swap(), knob.assumption(), knob.estimate(), pico(at.atLow()), pico(at.atHigh())));
        }
        assumptions.sort(Comparator.comparingInt(Assumed::swap).thenComparing(Assumed::assumption));
        return assumptions;
    }

    /** The one place where an amount of an answer is rounded: half-even, to a pico. */
    static BigInteger pico(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }
}
