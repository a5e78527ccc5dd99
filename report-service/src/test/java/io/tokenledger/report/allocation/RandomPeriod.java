package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.directcost.DirectCosts;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A random tree with random costs, items and rules, of which a number stands for everything.
 *
 * @param parents by code; null: at the top
 * @param ended codes of those that ended within the period; with one, all below it
 */
record RandomPeriod(
        long number,
        SortedMap<String, @Nullable String> parents,
        Set<String> ended,
        Set<String> shown,
        List<DirectLine> direct,
        List<ItemLine> items,
        List<AllocationRule> rules,
        List<MarkupRule> markups) {
    static final AccountingSettings SETTINGS = AccountingSettings.standard("acme");
    static final AccountingPeriod OCTOBER = AccountingCalendar.of(SETTINGS).named("2026-10");

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final List<String> TIERS =
            List.of("standard", "provisioned_idle", "commitment_shortfall", "provisioned*");
    private static final List<String> METERS =
            List.of("input", "output", "cached_input", "reasoning", "requests", "web_searches", "ocr_pages", "charge");
    private static final List<String> ITEMS = List.of("fee", "credit", "reconciliation:openai");

    static RandomPeriod of(long number) {
        Random random = new Random(number);
        SortedMap<String, @Nullable String> parents = new TreeMap<>();
        Set<String> ended = new TreeSet<>();
        Set<String> shown = new TreeSet<>();
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            // names whose order is not that of the tree
            String code = (char) ('a' + (i * 5 + 3) % 8) + String.valueOf(i);
            List<String> before = List.copyOf(parents.keySet());
            String parent = before.isEmpty() || random.nextInt(3) == 0 ? null : pick(random, before);
            if (random.nextInt(6) == 0 || (parent != null && ended.contains(parent))) {
                ended.add(code);
            }
            if (random.nextInt(4) == 0) {
                shown.add(code);
            }
            parents.put(code, parent);
        }
        RandomPeriod empty =
                new RandomPeriod(number, parents, ended, shown, List.of(), List.of(), List.of(), List.of());
        return new RandomPeriod(
                number,
                parents,
                ended,
                shown,
                many(random, 25, _ -> empty.line(random)),
                many(random, 6, _ -> empty.item(random)),
                many(random, 6, position -> empty.rule(random, position)),
                size == 0 ? List.of() : many(random, 4, position -> empty.markup(random, position)));
    }

    /** The same, everything in another order. */
    RandomPeriod shuffled() {
        Random random = new Random(~number);
        return new RandomPeriod(
                number,
                parents,
                ended,
                shown,
                shuffled(direct, random),
                shuffled(items, random),
                shuffled(rules, random),
                shuffled(markups, random));
    }

    PeriodCosts costs() {
        List<CostCenter> there = new ArrayList<>();
        List<CostCenter> gone = new ArrayList<>();
        parents.forEach((code, parent) -> {
            LocalDate until = ended.contains(code) ? LocalDate.of(2026, 10, 17) : null;
            View view = shown.contains(code) ? View.SHOWBACK : View.CHARGEBACK;
            (until == null ? there : gone)
                    .add(new CostCenter("acme", code, code, parent, null, null, null, view, FIRST, until));
        });
        return PeriodCosts.of(
                SETTINGS,
                OCTOBER,
                Centers.of(there, gone),
                new DirectCosts(direct, direct.size(), 0, List.of()),
                items,
                rules,
                markups,
                List.of());
    }

    private DirectLine line(Random random) {
        DirectKind kind = pick(random, List.of(DirectKind.values()));
        String code = bearer(random);
        Attribution attribution =
                code.equals(Attribution.UNATTRIBUTED) ? Attribution.NONE : new Attribution(code, new UUID(0, 1));
        LineKey key = new LineKey(
                attribution,
                kind,
                null,
                null,
                null,
                null,
                null,
                null,
                "openai",
                "o3",
                pick(random, TIERS),
                null,
                pick(random, METERS),
                null,
                null,
                "USD");
        BigInteger pico = random.nextInt(10) == 0 ? null : amount(random);
        return new DirectLine(key, random.nextInt(3_000) - 500, pico, pico);
    }

    private ItemLine item(Random random) {
        BigInteger pico = amount(random);
        return new ItemLine(
                new ManualItem(
                        "acme",
                        new UUID(random.nextLong(), 2),
                        ManualItem.Kind.FEE,
                        pick(random, ITEMS),
                        bearer(random),
                        LocalDate.of(2026, 10, 5),
                        "USD",
                        pico,
                        null,
                        null,
                        null,
                        "ann",
                        "why",
                        Instant.EPOCH),
                pico);
    }

    /** From nothing to far more than a long holds; some of it negative. */
    private static BigInteger amount(Random random) {
        BigInteger size = new BigInteger(new int[] {2, 8, 40, 90}[random.nextInt(4)], random);
        return random.nextInt(4) == 0 ? size.negate() : size;
    }

    private AllocationRule rule(Random random, int position) {
        String origin =
                switch (random.nextInt(parents.isEmpty() ? 3 : 5)) {
                    case 0 -> "unattributed";
                    case 1 ->
                        "charge/" + pick(random, List.of("provisioned_idle", "commitment_shortfall", "*", "prov*d*e"));
                    case 2 -> "item/" + pick(random, List.of("fee", "credit", "reconciliation:*", "*"));
                    default -> "cost_center/" + pick(random, List.copyOf(parents.keySet()));
                };
        Method method = pick(random, List.of(Method.values()));
        boolean isFixed = method == Method.FIXED_SHARES;
        List<String> to = isFixed || random.nextBoolean() ? List.of() : codes(random);
        List<String> except = isFixed || random.nextBoolean() ? List.of() : codes(random);
        return new AllocationRule(
                "acme",
                new UUID(position, 3),
                1,
                "rule " + (99 - position),
                position,
                Origin.of(origin),
                to,
                !isFixed && random.nextInt(3) == 0,
                except,
                method,
                isFixed ? shares(random) : new TreeMap<>(),
                FIRST,
                null,
                "ann",
                "why",
                Instant.EPOCH);
    }

    /** Of up to a million parts, one for each of some codes; a tree without any has nobody to name. */
    private SortedMap<String, BigDecimal> shares(Random random) {
        SortedMap<String, BigDecimal> shares = new TreeMap<>();
        int left = 1_000_000;
        for (String code : codes(random)) {
            int part = 1 + random.nextInt(left / 2);
            shares.put(code, BigDecimal.valueOf(part, 6));
            left -= part;
        }
        if (!shares.isEmpty()) {
            shares.merge(shares.firstKey(), BigDecimal.valueOf(left, 6), BigDecimal::add);
        }
        return shares;
    }

    private MarkupRule markup(Random random, int position) {
        List<String> codes = List.copyOf(parents.keySet());
        return new MarkupRule(
                "acme",
                new UUID(position, 4),
                1,
                "markup " + position,
                position,
                pick(random, codes),
                BigDecimal.valueOf(random.nextInt(40_000_000) - 10_000_000, 6),
                random.nextBoolean() ? MarkupRule.Base.DIRECT : MarkupRule.Base.TOTAL,
                pick(random, codes),
                FIRST,
                null,
                "ann",
                "why",
                Instant.EPOCH);
    }

    private String bearer(Random random) {
        return parents.isEmpty() || random.nextInt(4) == 0
                ? Attribution.UNATTRIBUTED
                : pick(random, List.copyOf(parents.keySet()));
    }

    private List<String> codes(Random random) {
        return parents.keySet().stream().filter(_ -> random.nextInt(3) == 0).toList();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static <T> List<T> many(Random random, int most, IntFunction<T> one) {
        List<T> many = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 1; i <= count; i++) {
            many.add(one.apply(i));
        }
        return many;
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
