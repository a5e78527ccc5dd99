package io.tokenledger.report.costcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationChange.Said;
import io.tokenledger.report.costcenter.Wish.Action;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random changes in random order, of which some are refused: whatever is accepted fits together, and the past stays. */
class OrganisationPlanPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int DAYS = 25;
    private static final int CHANGES = 25;
    private static final Said BY = new Said(new UUID(0, 1), "ann", "test", Instant.EPOCH);

    private int accepted;
    private int refused;

    @Test
    void acceptedChangesFitTogetherOnEveryDayAndLeaveEveryDayBeforeThemAsItWas() {
        long seed = System.nanoTime();
        System.out.println("seed of changes: " + seed);
        qt().withFixedSeed(seed).withExamples(250).forAll(longs().all()).checkAssert(each -> play(new Random(each)));
        assertThat(accepted).as("accepted changes").isGreaterThan(500);
        assertThat(refused).as("refused changes").isGreaterThan(500);
    }

    private void play(Random random) {
        OrganisationBook book = new OrganisationBook(SampleOrganisation.books("Pacific/Apia"), List.of());
        List<Map<String, CostCenter>> before = days(book);
        for (int i = 0; i < CHANGES; i++) {
            int day = random.nextInt(DAYS);
            List<Wish> wishes = List.of(wish(random, "c" + random.nextInt(5)));
            try {
                book = OrganisationPlan.of(book, FIRST.plusDays(day), wishes, BY)
                        .after();
                accepted++;
            } catch (ReportProblem problem) {
                refused++;
                continue;
            }
            List<Map<String, CostCenter>> after = days(book);
            assertThat(said(after.subList(0, day))).as("days before %s", day).isEqualTo(said(before.subList(0, day)));
            after.forEach(OrganisationPlanPropertyTest::fitsTogether);
            toldOnTheDay(wishes.getFirst(), after.get(day));
            before = after;
        }
    }

    private static Wish wish(Random random, String code) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        Action action = List.of(Action.CREATE, Action.CHANGE, Action.END).get(random.nextInt(3));
        if (action == Action.END) {
            return Wish.end(Kind.COST_CENTER, code);
        }
        boolean all = action == Action.CREATE;
        if (all || random.nextBoolean()) {
            fields.put("name", "name " + random.nextInt(3));
        }
        if (all || random.nextBoolean()) {
            fields.put("parent", random.nextInt(3) == 0 ? null : "c" + random.nextInt(5));
        }
        if (all) {
            fields.put("view", "showback");
        }
        return new Wish(Kind.COST_CENTER, action, code, fields);
    }

    /** The cost centres of each day, version by version. */
    private static List<Map<String, CostCenter>> days(OrganisationBook book) {
        List<CostCenter> versions = book.centers();
        List<Map<String, CostCenter>> days = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = FIRST.plusDays(i);
            Map<String, CostCenter> there = new HashMap<>();
            for (CostCenter each : versions) {
                if (!each.validFrom().isAfter(day)
                        && (each.validUntil() == null || each.validUntil().isAfter(day))) {
                    assertThat(there.put(each.code(), each))
                            .as("one version a day")
                            .isNull();
                }
            }
            days.add(there);
        }
        return days;
    }

    /** What is said of each on each day, without where its version begins and ends. */
    private static List<Map<String, String>> said(List<Map<String, CostCenter>> days) {
        return days.stream()
                .map(day -> {
                    Map<String, String> said = new HashMap<>();
                    day.forEach((code, center) -> said.put(code, center.name() + "/" + center.parent()));
                    return said;
                })
                .toList();
    }

    private static void fitsTogether(Map<String, CostCenter> day) {
        for (String code : day.keySet()) {
            Set<String> above = new HashSet<>();
            String at = code;
            while (at != null) {
                assertThat(above.add(at)).as("%s goes in a circle", code).isTrue();
                assertThat(day).containsKey(at);
                at = Objects.requireNonNull(day.get(at)).parent();
            }
        }
    }

    private static void toldOnTheDay(Wish wish, Map<String, CostCenter> day) {
        if (wish.action() == Action.END) {
            assertThat(day).doesNotContainKey(wish.subject());
            return;
        }
        CostCenter center = Objects.requireNonNull(day.get(wish.subject()));
        if (wish.fields().has("name")) {
            assertThat(center.name()).isEqualTo(wish.fields().path("name").textValue());
        }
        if (wish.fields().has("parent")) {
            assertThat(center.parent()).isEqualTo(wish.fields().path("parent").textValue());
        }
    }
}
