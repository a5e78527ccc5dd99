package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.reconciliation.BookedCell.Sort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is billed and booked, the pieces add up, and the order of what is read never matters. */
class ComparisonPropertyTest {
    private static final List<String> METERS = List.of(
            "input",
            "cached_input",
            "cache_write",
            "cache_write_1h",
            "output",
            "reasoning",
            "audio_input",
            "requests",
            "web_searches",
            "image_input");
    private static final List<String> TIERS = List.of("standard", "batch", "priority");
    private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-2024-08-06", "claude-sonnet-4", "m");

    private record Case(List<BilledRow> billed, List<BookedCell> booked) {}

    @Test
    void piecesAddUpToBilledLessBookedToThePico() {
        long seed = seed();
        qt().withFixedSeed(seed).withExamples(1_500).forAll(longs().all()).checkAssert(each -> {
            Case made = made(new Random(each));
            Compared compared = Comparison.of(made.billed, made.booked, _ -> null);
            BigInteger billed = made.billed.stream()
                    .map(row -> row.amountPico() == null ? BigInteger.ZERO : row.amountPico())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger booked = made.booked.stream()
                    .map(cell -> cell.costPico() == null ? BigInteger.ZERO : cell.costPico())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger pieces =
                    compared.rows().stream().map(PartRow::amountPico).reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(pieces).isEqualTo(billed.subtract(booked));
            assertThat(compared.totals().all()).isEqualTo(new Totals.Sum(billed, booked));
            assertThat(compared.rows().stream().map(PartRow::about).distinct())
                    .hasSize(compared.rows().size());
        });
    }

    @Test
    void piecesOfADayAddUpToItsVariance() {
        qt().withFixedSeed(seed()).withExamples(500).forAll(longs().all()).checkAssert(each -> {
            Case made = made(new Random(each));
            Compared compared = Comparison.of(made.billed, made.booked, _ -> null);
            compared.totals()
                    .byDay()
                    .forEach((day, sum) -> assertThat(compared.rows().stream()
                                    .filter(row -> row.key().day().equals(day))
                                    .map(PartRow::amountPico)
                                    .reduce(BigInteger.ZERO, BigInteger::add))
                            .isEqualTo(sum.billedPico().subtract(sum.bookedPico())));
        });
    }

    @Test
    void orderNeverMatters() {
        qt().withFixedSeed(seed()).withExamples(500).forAll(longs().all()).checkAssert(each -> {
            Random random = new Random(each);
            Case made = made(random);
            List<PartRow> rows =
                    Comparison.of(made.billed, made.booked, _ -> null).rows();
            List<BilledRow> billed = new ArrayList<>(made.billed);
            List<BookedCell> booked = new ArrayList<>(made.booked);
            Collections.shuffle(billed, random);
            Collections.shuffle(booked, random);
            assertThat(Comparison.of(billed, booked, _ -> null).rows()).isEqualTo(rows);
        });
    }

    private static Case made(Random random) {
        List<BilledRow> billed = new ArrayList<>();
        for (int i = random.nextInt(25); i > 0; i--) {
            boolean isUsage = random.nextInt(4) == 0;
            LineMeaning meaning = random.nextInt(8) == 0
                    ? null
                    : new LineMeaning(
                            random.nextInt(12) == 0 ? "" : one(random, MODELS),
                            random.nextInt(15) == 0 ? LineMeaning.CREDIT : one(random, METERS),
                            one(random, TIERS));
            billed.add(new BilledRow(
                    new UUID(random.nextLong(), i),
                    day(random),
                    "item " + random.nextInt(3),
                    meaning,
                    "",
                    isUsage || random.nextBoolean()
                            ? BigDecimal.valueOf(random.nextInt(5) * 1_000L + random.nextInt(3))
                            : null,
                    isUsage ? null : BigInteger.valueOf(random.nextLong(-1_000_000_000_000L, 9_000_000_000_000L)),
                    new Writing(random.nextInt(15), random.nextInt(40), random.nextBoolean()).mostRoundedPico()));
        }
        List<BookedCell> booked = new ArrayList<>();
        for (int i = random.nextInt(25); i > 0; i--) {
            Sort sort = random.nextInt(6) == 0 ? one(random, List.of(Sort.values())) : Sort.USAGE;
            booked.add(new BookedCell(
                    sort,
                    day(random),
                    "",
                    one(random, MODELS),
                    one(random, TIERS),
                    sort == Sort.USAGE ? one(random, METERS) : "",
                    sort == Sort.USAGE ? random.nextInt(-1, 5) * 1_000L + random.nextInt(3) : 0,
                    random.nextInt(8) == 0
                            ? null
                            : BigInteger.valueOf(random.nextLong(-1_000_000L, 9_000_000_000_000L))));
        }
        return new Case(billed, booked);
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2026, 10, 1).plusDays(random.nextInt(2));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("pieces of variances: seed " + seed);
        return seed;
    }
}
