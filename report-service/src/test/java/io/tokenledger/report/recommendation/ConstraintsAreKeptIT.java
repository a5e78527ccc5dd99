package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.recommendation.Constraints.Deferrable;
import io.tokenledger.report.recommendation.Constraints.MinimumScore;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.whatif.Swap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a tenant allows: no recommendation breaks it, and none is lost for another reason. */
class ConstraintsAreKeptIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final int EXAMPLES = 60;
    private static final List<String> APPS =
            List.of("search", "law", "archive", "nightly", "desk", "proofs", "lean", "geo");
    private static final Company COMPANY = HiddenSavings.open(
            "constraints_kept",
            List.of(
                    Bulk.of("geo", "o3", 500, 10_000, 2_000, "0.036").in("prod", "eu"),
                    Bulk.of("geo", "o3", 300, 10_000, 2_000, "0.036").in("prod", "us"),
                    Bulk.of("geo", "o3", 200, 10_000, 2_000, "0.036")));

    /** As they were stated; the empty effort counts for every effort. */
    private static final Map<String, Map<String, String>> SCORES = Map.of(
            "swe", Map.of("o3", "69.1", "o4-mini", "68.1", "gpt-4.1", "54.6"),
            "errors", Map.of("o3", "5", "o4-mini", "4"));

    @Test
    void noRecommendationBreaksAConstraintAndNoneIsLost() {
        System.out.println("constraints are kept: -Dtokenledger.seed=" + SEED);
        COMPANY.allow("'reason':'anything goes'");
        Set<String> swapsOfAnything = ids(COMPANY.recommend(), MoveKind.SWAP);
        List<Integer> sizes = new ArrayList<>();
        qt().withFixedSeed(SEED)
                .withExamples(EXAMPLES)
                .withShrinkCycles(0)
                .forAll(longs().all())
                .checkAssert(seed -> {
                    Constraints constraints = constraints(new Random(seed));
                    COMPANY.allow(json(constraints));
                    Recommendations found = COMPANY.recommend();
                    sizes.add(found.all().size());
                    for (Recommendation one : found.all()) {
                        check(constraints, one);
                    }
                    boolean anywhere = constraints.allowedRegions().isEmpty()
                            && (constraints.allowedProviders().isEmpty()
                                    || constraints.allowedProviders().contains("openai"));
                    if (anywhere && constraints.minimumScores().isEmpty()) {
                        assertThat(ids(found, MoveKind.SWAP)).isEqualTo(swapsOfAnything);
                    }
                });
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum())
                .as("recommendations held")
                .isGreaterThan(EXAMPLES);
        assertThat(sizes.stream().distinct().count()).as("different answers").isGreaterThan(5);
    }

    @Test
    void usageLeavesAProviderThatIsNotAllowedWhole() {
        COMPANY.allow("'allowed_providers':['cloud']");
        assertThat(COMPANY.recommend("app", "search").all())
                .extracting(one -> one.move().kind() + " " + one.move().to().provider())
                .containsExactly("SWAP cloud");
    }

    @Test
    void usageOfAnotherRegionAndOfNoneStays() {
        COMPANY.allow("'allowed_regions':['eu']");
        Recommendation swap = COMPANY.recommend("app", "geo").all().stream()
                .filter(one -> one.move().kind() == MoveKind.SWAP
                        && one.move().to().model().equals("o4-mini"))
                .findFirst()
                .orElseThrow();
        assertThat(swap.evidence().requests()).isEqualByComparingTo("500");
        assertThat(swap.saving().expectedPico())
                .isEqualTo(new BigDecimal("8.1").movePointRight(12).toBigInteger());
    }

    @Test
    void modelWithoutAScoreIsNotAllowedUnderAMinimum() {
        COMPANY.allow("'minimum_scores':[{'benchmark':'swe','score':'1'}]");
        assertThat(COMPANY.recommend().all())
                .filteredOn(one -> one.move().kind() == MoveKind.SWAP)
                .extracting(one -> one.move().to().model())
                .doesNotContain("nano", "gpt-4.1-mini")
                .contains("o4-mini");
    }

    private static void check(Constraints constraints, Recommendation one) {
        Swap swap = one.answer().question().swaps().getFirst();
        String as = json(constraints) + "\n" + Wording.title(one.move());
        String toProvider = swap.to().provider() == null
                ? value(swap, Attribute.PROVIDER)
                : swap.to().provider();
        if (!constraints.allowedProviders().isEmpty()) {
            assertThat(constraints.allowedProviders()).as(as).contains(toProvider);
            if (swap.share().compareTo(BigDecimal.ONE) < 0) {
                assertThat(constraints.allowedProviders()).as(as).contains(value(swap, Attribute.PROVIDER));
            }
        }
        if (!constraints.allowedRegions().isEmpty()) {
            assertThat(swap.from()).as(as).anySatisfy(filter -> {
                assertThat(filter.dimension()).isEqualTo(Attribute.REGION);
                assertThat(constraints.allowedRegions()).containsAll(filter.values());
            });
        }
        if (one.move().kind() == MoveKind.TIER) {
            assertThat(swap.share())
                    .as(as)
                    .isEqualByComparingTo(constraints.deferrable().stream()
                            .filter(part -> part.app().equals(one.move().app()))
                            .map(Deferrable::share)
                            .findFirst()
                            .orElse(new BigDecimal("0.5")));
        }
        for (MinimumScore minimum : constraints.minimumScores()) {
            if (one.move().kind().changesAnswers()
                    && (minimum.app() == null || minimum.app().equals(one.move().app()))) {
                checkScore(minimum, one, swap, as);
            }
        }
    }

    private static void checkScore(MinimumScore minimum, Recommendation one, Swap swap, String as) {
        assertThat(one.move().kind())
                .as("no score was made at an effort: " + as)
                .isNotEqualTo(MoveKind.EFFORT);
        BigDecimal to = score(minimum, swap.to().model());
        assertThat(to).as(as).isNotNull();
        BigDecimal mean = to;
        if (swap.share().compareTo(BigDecimal.ONE) < 0) {
            BigDecimal from = score(minimum, value(swap, Attribute.MODEL));
            assertThat(from).as(as).isNotNull();
            mean = swap.share()
                    .multiply(to)
                    .add(BigDecimal.ONE.subtract(swap.share()).multiply(from));
        }
        if (minimum.benchmark().equals("errors")) {
            assertThat(mean).as(as).isLessThanOrEqualTo(minimum.score());
        } else {
            assertThat(mean).as(as).isGreaterThanOrEqualTo(minimum.score());
        }
    }

    private static @Nullable BigDecimal score(MinimumScore minimum, @Nullable String model) {
        String score = SCORES.getOrDefault(minimum.benchmark(), Map.of()).get(model);
        return score == null ? null : new BigDecimal(score);
    }

    private static String value(Swap swap, Attribute attribute) {
        return swap.from().stream()
                .filter(filter -> filter.dimension() == attribute)
                .map(Filter::values)
                .findFirst()
                .orElseThrow()
                .getFirst();
    }

    private static Set<String> ids(Recommendations found, MoveKind kind) {
        return found.all().stream()
                .filter(one -> one.move().kind() == kind)
                .map(Recommendation::id)
                .collect(Collectors.toSet());
    }

    private static Constraints constraints(Random random) {
        List<MinimumScore> minimums = new ArrayList<>();
        if (random.nextBoolean()) {
            minimums.add(new MinimumScore("swe", BigDecimal.valueOf(500 + random.nextInt(220), 1), app(random)));
        }
        if (random.nextInt(4) == 0) {
            minimums.add(new MinimumScore("errors", BigDecimal.valueOf(35 + random.nextInt(20), 1), app(random)));
        }
        List<Deferrable> deferrable = new ArrayList<>();
        for (String app : APPS) {
            if (random.nextInt(3) == 0) {
                deferrable.add(new Deferrable(app, BigDecimal.valueOf(random.nextInt(11), 1)));
            }
        }
        return new Constraints(minimums, some(random, "openai", "cloud"), some(random, "eu", "us"), deferrable);
    }

    private static List<String> some(Random random, String one, String other) {
        return switch (random.nextInt(6)) {
            case 0 -> List.of(one);
            case 1 -> List.of(other);
            case 2 -> List.of(one, other);
            default -> List.of();
        };
    }

    private static @Nullable String app(Random random) {
        return random.nextBoolean() ? null : APPS.get(random.nextInt(APPS.size()));
    }

    private static String json(Constraints constraints) {
        return "'minimum_scores':["
                + constraints.minimumScores().stream()
                        .map(minimum -> "{'benchmark':'" + minimum.benchmark() + "','score':'" + minimum.score() + "'"
                                + (minimum.app() == null ? "" : ",'app':'" + minimum.app() + "'") + "}")
                        .collect(Collectors.joining(","))
                + "],'allowed_providers':" + list(constraints.allowedProviders()) + ",'allowed_regions':"
                + list(constraints.allowedRegions()) + ",'deferrable':["
                + constraints.deferrable().stream()
                        .map(part -> "{'app':'" + part.app() + "','share':'" + part.share() + "'}")
                        .collect(Collectors.joining(","))
                + "]";
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(",", "[", "]"));
    }
}
