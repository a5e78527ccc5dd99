package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetBookTest {
    private static final List<String> DIMENSIONS =
            List.of("team", "project", "app", "model", "provider", "environment", "user", "tag.feature", "tag.cost");
    private static final List<String> VALUES = List.of("", "a", "b", "c", "d", "e");

    @Test
    void budgetWithoutAScopeHoldsEverythingOfItsTenantAndNothingOfAnother() {
        BudgetBook book = book(SampleBudget.named("all").budget());
        assertThat(names(book, Map.of("team", "search"))).containsExactly("all");
        assertThat(names(book, Map.of())).containsExactly("all");
        assertThat(book.holding("globex", Map.of())).isEmpty();
    }

    @Test
    void everyDimensionOfAScopeMustHoldOneOfItsValues() {
        BudgetBook book = book(SampleBudget.named("both")
                .with(Map.of("team", List.of("search", "ads"), "model", List.of("o3")))
                .budget());
        assertThat(names(book, Map.of("team", "ads", "model", "o3"))).containsExactly("both");
        assertThat(names(book, Map.of("team", "ads", "model", "o4-mini"))).isEmpty();
        assertThat(names(book, Map.of("model", "o3"))).isEmpty();
    }

    @Test
    void emptyValueOfAScopeHoldsWhatIsNotAttributed() {
        BudgetBook book = book(
                SampleBudget.named("nobody's").with(Map.of("team", List.of(""))).budget());
        assertThat(names(book, Map.of())).containsExactly("nobody's");
        assertThat(names(book, Map.of("team", ""))).containsExactly("nobody's");
        assertThat(names(book, Map.of("team", "search"))).isEmpty();
    }

    @Test
    void userOrTagThatIsNotKnownDecidesNothing() {
        Budget user = SampleBudget.named("user")
                .with(Map.of("user", List.of("", "u1")))
                .budget();
        Budget tag = SampleBudget.named("tag")
                .with(Map.of("tag.feature", List.of("x")))
                .budget();
        BudgetBook book = book(user, tag, SampleBudget.named("all").budget());
        assertThat(names(book, Map.of())).containsExactly("all");
        assertThat(names(book, Map.of("user", "u1"))).containsExactly("all", "user");
        assertThat(names(book, Map.of("user", ""))).containsExactly("all", "user");
        assertThat(names(book, Map.of("tag.feature", "x", "user", "u2"))).containsExactly("all", "tag");
        assertThat(book.needingEntries("acme")).containsExactly(tag, user);
        assertThat(book.needingEntries("globex")).isEmpty();
    }

    @Test
    void archivedBudgetIsInNoBook() {
        Budget kept = SampleBudget.named("kept").budget();
        Budget gone = archived(SampleBudget.named("gone").budget());
        BudgetBook book = book(kept, gone);
        assertThat(book.of("acme")).containsExactly(kept);
        assertThat(book.find("acme", kept.id())).contains(kept);
        assertThat(book.find("acme", gone.id())).isEmpty();
        assertThat(book.find("globex", kept.id())).isEmpty();
        assertThat(book.size()).isEqualTo(1);
        assertThat(book.tenants()).containsExactly("acme");
    }

    @Test
    void randomScopesHoldWhatLookingAtEachOfThemSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            List<Budget> budgets = new ArrayList<>();
            int many = random.nextInt(200);
            for (int i = 0; i < many; i++) {
                budgets.add(SampleBudget.named("b" + i)
                        .of(random.nextBoolean() ? "acme" : "globex")
                        .with(scope(random))
                        .budget());
            }
            BudgetBook book = new BudgetBook(round, budgets);
            for (int ask = 0; ask < 100; ask++) {
                Map<String, String> attribution = attribution(random);
                assertThat(book.holding("acme", attribution))
                        .as("seed %s, usage of %s", seed, attribution)
                        .containsExactlyInAnyOrderElementsOf(lookingAtEach(budgets, attribution));
            }
        }
    }

    /** The rule read out loud, without an index. */
    private static List<Budget> lookingAtEach(List<Budget> budgets, Map<String, String> attribution) {
        List<Budget> holding = new ArrayList<>();
        for (Budget budget : budgets) {
            boolean holds = budget.tenant().equals("acme");
            for (String dimension : budget.scope().keySet()) {
                boolean hidden = dimension.equals("user") || dimension.startsWith("tag.");
                if (hidden && !attribution.containsKey(dimension)) {
                    holds = false;
                } else if (!budget.scope().get(dimension).contains(attribution.getOrDefault(dimension, ""))) {
                    holds = false;
                }
            }
            if (holds) {
                holding.add(budget);
            }
        }
        return holding;
    }

    private static Map<String, List<String>> scope(Random random) {
        Map<String, List<String>> scope = new TreeMap<>();
        int dimensions = random.nextInt(4);
        for (int i = 0; i < dimensions; i++) {
            List<String> values = new ArrayList<>(VALUES);
            values.removeIf(value -> random.nextInt(3) == 0);
            if (!values.isEmpty()) {
                scope.put(DIMENSIONS.get(random.nextInt(DIMENSIONS.size())), values);
            }
        }
        return scope;
    }

    private static Map<String, String> attribution(Random random) {
        Map<String, String> attribution = new HashMap<>(Map.of("tenant", "acme"));
        for (String dimension : DIMENSIONS) {
            if (random.nextInt(4) > 0) {
                attribution.put(dimension, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return attribution;
    }

    private static Budget archived(Budget budget) {
        return new Budget(
                budget.id(),
                budget.tenant(),
                budget.revision(),
                budget.name(),
                budget.owner(),
                budget.scope(),
                budget.days(),
                budget.limit(),
                budget.carryOver(),
                budget.alarms(),
                budget.place(),
                budget.createdAt(),
                budget.changedAt(),
                Instant.EPOCH);
    }

    private static BudgetBook book(Budget... budgets) {
        return new BudgetBook(1, List.of(budgets));
    }

    private static List<String> names(BudgetBook book, Map<String, String> attribution) {
        return book.holding("acme", attribution).stream().map(Budget::name).toList();
    }
}
