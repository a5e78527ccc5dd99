package io.tokenledger.report.costcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Against a second implementation, over random trees, rules, usage and days in zones whose days are not all alike. */
class OrganisationPropertyTest {
    private static final int EXAMPLES = 400;
    private static final int QUESTIONS = 60;

    @Test
    void usageGoesWhereTheRulesSayAndTheTreeIsWhatItsVersionsSay() {
        qt().withFixedSeed(seed("organisation"))
                .withExamples(EXAMPLES)
                .forAll(longs().all())
                .checkAssert(seed -> {
                    RandomOrganisation random = new RandomOrganisation(seed);
                    Organisation fast = Organisation.of(
                            SampleOrganisation.books(random.zone.getId()), random.centers, random.rules);
                    NaiveOrganisation naive = new NaiveOrganisation(random.zone, random.centers, random.rules);
                    for (int i = 0; i < QUESTIONS; i++) {
                        compare(fast, naive, random.usage(), random.instant());
                    }
                });
    }

    private static void compare(Organisation fast, NaiveOrganisation naive, UsageAttributes usage, Instant at) {
        String expected = naive.costCenter(usage, at);
        assertThat(fast.attribute(usage, at).costCenter())
                .as("%s at %s", usage, at)
                .isEqualTo(expected);
        assertThat(fast.attribute(usage, at).costCenter()).as("asked again").isEqualTo(expected);
        Trial trial = fast.trial(usage, at);
        assertThat(
                        trial.decidedBy() == null
                                ? "unattributed"
                                : trial.decidedBy().costCenter())
                .isEqualTo(expected);
        for (int i = 0; i < 8; i++) {
            String code = "c" + i;
            assertThat(fast.center(code, at)).isEqualTo(naive.center(code, at));
            assertThat(fast.path(code, at)).as("path of %s at %s", code, at).isEqualTo(naive.path(code, at));
            assertThat(List.copyOf(new TreeSet<>(fast.subtree(code, at))))
                    .as("subtree of %s at %s", code, at)
                    .isEqualTo(naive.subtree(code, at));
        }
    }

    @Test
    void betweenTwoChangesAllIsTheSameAndAsAtIsTheSameForAllTime() {
        qt().withFixedSeed(seed("stretches"))
                .withExamples(EXAMPLES)
                .forAll(longs().all())
                .checkAssert(seed -> {
                    RandomOrganisation random = new RandomOrganisation(seed);
                    Organisation fast = Organisation.of(
                            SampleOrganisation.books(random.zone.getId()), random.centers, random.rules);
                    NaiveOrganisation naive = new NaiveOrganisation(random.zone, random.centers, random.rules);
                    Instant one = random.instant();
                    Instant other = random.instant();
                    Instant from = one.isBefore(other) ? one : other;
                    Instant to = one.isBefore(other) ? other : one;
                    Instant begin = fast.changesWithin(from, to).isEmpty()
                            ? from
                            : fast.changesWithin(from, to).last();
                    for (int i = 0; i < 10; i++) {
                        UsageAttributes usage = random.usage();
                        String atBegin = naive.costCenter(usage, begin);
                        if (to.isAfter(begin)) {
                            assertThat(naive.costCenter(usage, to.minusNanos(1)))
                                    .isEqualTo(atBegin);
                        }
                        Organisation frozen = fast.asAt(begin);
                        assertThat(frozen.attribute(usage, random.instant()).costCenter())
                                .isEqualTo(atBegin);
                    }
                });
    }

    private static long seed(String name) {
        long seed = System.nanoTime();
        System.out.println("seed of " + name + ": " + seed);
        return seed;
    }
}
