package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.directcost.DirectLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Random trees, costs, items and rules: nothing is lost, nothing depends on order, and a second implementation agrees. */
class AllocationPropertyTest {
    private static final int EXAMPLES = 3_000;

    private static Gen<RandomPeriod> periods() {
        return longs().all().map(RandomPeriod::of).describedAs(period -> "period " + period.number());
    }

    private static void forAll(String what, Consumer<RandomPeriod> check) {
        long seed = System.nanoTime();
        System.out.println(what + ": seed " + seed);
        qt().withFixedSeed(seed).withExamples(EXAMPLES).forAll(periods()).checkAssert(check);
    }

    @Test
    void aSecondImplementationFromTheRulesTextAgreesToThePico() {
        forAll("by the book", period -> {
            PeriodCosts costs = period.costs();
            ByTheBook expected = new ByTheBook(period);
            Map<String, BigDecimal> transfers = new TreeMap<>();
            costs.transfers()
                    .forEach(each -> transfers.put(
                            each.step() + "/" + each.from() + "/" + each.to(), new BigDecimal(each.amountPico())));
            assertThat(transfers).isEqualTo(expected.transfers);
            assertThat(costs.leftovers().stream()
                            .collect(Collectors.toMap(
                                    each -> each.step() + "/" + each.bearer(),
                                    each -> new BigDecimal(each.amountPico()))))
                    .isEqualTo(expected.leftovers);
            Map<String, BigDecimal> borne = expected.costs();
            costs.balances()
                    .forEach((code, balance) -> assertThat(new BigDecimal(balance.cost()))
                            .as(code)
                            .isEqualByComparingTo(borne.getOrDefault(code, BigDecimal.ZERO)));
            assertThat(costs.costCenters()).containsAll(borne.keySet());
        });
    }

    @Test
    void everyPoolAndAllTogetherAreConserved() {
        forAll("conservation", period -> {
            PeriodCosts costs = period.costs();
            Map<List<Object>, List<Transfer>> pools = costs.transfers().stream()
                    .collect(Collectors.groupingBy(each -> List.<Object>of(each.step(), each.from())));
            pools.forEach((pool, transfers) -> {
                assertThat(sum(transfers.stream().map(Transfer::amountPico)))
                        .as("pool %s", pool)
                        .isEqualTo(transfers.getFirst().originPico());
                assertThat(sum(transfers.stream().map(Transfer::weight)))
                        .isEqualTo(transfers.getFirst().totalWeight());
            });
            BigInteger booked = sum(Stream.concat(
                    period.direct().stream().map(DirectLine::bookPico).filter(Objects::nonNull),
                    period.items().stream().map(ItemLine::bookPico)));
            assertThat(sum(costs.balances().values().stream().map(Balance::cost)))
                    .isEqualTo(booked);
            assertThat(sum(costs.balances().values().stream().map(Balance::charge)))
                    .isEqualTo(booked)
                    .isEqualTo(costs.total());
        });
    }

    @Test
    void amountsAreInProportionToLessThanAPicoAndNeverGoToTheBearerOrToNobody() {
        forAll("proportion", period -> {
            for (Transfer each : period.costs().transfers()) {
                BigInteger off = each.amountPico()
                        .multiply(each.totalWeight())
                        .subtract(each.originPico().multiply(each.weight()));
                assertThat(off.abs()).as(each.toString()).isLessThan(each.totalWeight());
                assertThat(each.weight()).isPositive();
                assertThat(each.to()).isNotEqualTo(each.from()).isNotEqualTo("unattributed");
            }
        });
    }

    @Test
    void orderOfLinesItemsAndRulesNeverMatters() {
        forAll("order", period -> {
            PeriodCosts one = period.costs();
            PeriodCosts other = period.shuffled().costs();
            assertThat(other.transfers()).isEqualTo(one.transfers());
            assertThat(other.leftovers()).isEqualTo(one.leftovers());
            assertThat(other.markups()).isEqualTo(one.markups());
            assertThat(other.balances()).isEqualTo(one.balances());
        });
    }

    @Test
    void markupsAreThePercentageOfTheFirstRuleThatFits() {
        forAll("markups", period -> {
            Map<String, BigDecimal> borne = new ByTheBook(period).costs();
            Map<String, String> expected = new TreeMap<>();
            for (String code : period.costs().costCenters()) {
                for (MarkupRule rule : period.markups()) {
                    boolean fits = period.parents().containsKey(code)
                            && !period.shown().contains(code)
                            && !rule.counterpart().equals(code)
                            && isUnder(period, code, rule.costCenter());
                    if (fits) {
                        BigDecimal base = rule.base() == MarkupRule.Base.TOTAL
                                ? borne.getOrDefault(code, BigDecimal.ZERO)
                                : new BigDecimal(sum(period.direct().stream()
                                        .filter(line -> line.key()
                                                .attribution()
                                                .costCenter()
                                                .equals(code))
                                        .map(DirectLine::bookPico)
                                        .filter(Objects::nonNull)));
                        BigDecimal amount = base.multiply(rule.percent())
                                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_EVEN);
                        if (amount.signum() != 0) {
                            expected.put(code, rule.counterpart() + " " + amount.toPlainString());
                        }
                        break;
                    }
                }
            }
            assertThat(period.costs().markups().stream()
                            .collect(Collectors.toMap(
                                    MarkupLine::costCenter, line -> line.counterpart() + " " + line.amountPico())))
                    .isEqualTo(expected);
        });
    }

    @Test
    void splitOfAnAmountAndOfItsOppositeAreOpposite() {
        long seed = System.nanoTime();
        System.out.println("split: seed " + seed);
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 12))
                .checkAssert((number, receivers) -> {
                    Random random = new Random(number);
                    SortedMap<String, BigInteger> weights = new TreeMap<>();
                    for (int i = 0; i < receivers; i++) {
                        weights.put("c" + i, new BigInteger(1 + random.nextInt(70), random).add(BigInteger.ONE));
                    }
                    BigInteger amount = new BigInteger(1 + random.nextInt(90), random);
                    var parts = LargestRemainder.split(amount, weights);
                    var opposite = LargestRemainder.split(amount.negate(), weights);
                    List<BigInteger> sums = new ArrayList<>();
                    parts.forEach((code, part) -> sums.add(part.add(opposite.get(code))));
                    assertThat(sums).containsOnly(BigInteger.ZERO);
                    assertThat(sum(parts.values().stream())).isEqualTo(amount);
                });
    }

    private static boolean isUnder(RandomPeriod period, String code, String head) {
        for (String at = code; at != null; at = period.parents().get(at)) {
            if (at.equals(head)) {
                return true;
            }
        }
        return false;
    }

    private static BigInteger sum(Stream<BigInteger> amounts) {
        return amounts.reduce(BigInteger.ZERO, BigInteger::add);
    }
}
