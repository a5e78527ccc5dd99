package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.budget.BudgetImportFile.Line;
import io.tokenledger.report.budget.BudgetImportJson.LineJson;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportProblem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetImportIT {
    private static final TestLedger LEDGER = TestLedger.empty("budget_import");
    private static final Clock CLOCK = Clock.fixed(SampleBudget.NOW, ZoneOffset.UTC);
    private static final Said ANN = new Said("ann", "plan");
    private static int tenants;

    private final String tenant = "tenant " + ++tenants;
    private final BudgetWriter writer = new BudgetWriter(LEDGER.store(), List.of(), CLOCK);
    private final BudgetImportWriter imports = new BudgetImportWriter(LEDGER.store(), writer, CLOCK);
    private final BudgetReader budgets =
            new BudgetReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    private static final String PLAN = """
            name,period,timezone,amount,currency,thresholds,parent,scope.team,scope.tag.feature
            # the whole department
            all,month,Asia/Kolkata,1000,USD,1.0;0.5,,,
            search,month,Asia/Kolkata,600,USD,0.8,all,search; ranking,
            nobody's,month,Asia/Kolkata,50.5,USD,,all,\\-,"a;b\\;c"
            """;

    @Test
    void everyLineIsABudget() {
        assertThat(outcomes(read(PLAN))).containsExactly("3 created", "4 created", "5 created");
        Budget all = named("all");
        assertThat(all.alarms().thresholds()).containsExactly("0.5", "1");
        assertThat(all.days().first()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(named("search").scope()).isEqualTo(Map.of("team", List.of("search", "ranking")));
        assertThat(named("search").place().parent()).isEqualTo(all.id());
        assertThat(named("nobody's").scope())
                .isEqualTo(Map.of("team", List.of(""), "tag.feature", List.of("a", "b;c")));
        assertThat(named("nobody's").zone().getId()).isEqualTo("Asia/Kolkata");
    }

    @Test
    void sameFileAgainChangesNothingAndADifferentFieldChangesThatBudget() {
        read(PLAN);
        assertThat(outcomes(read(PLAN))).containsExactly("3 unchanged", "4 unchanged", "5 unchanged");
        List<LineJson> told = read(PLAN.replace(",600,", ",650.00,"));
        assertThat(outcomes(told)).containsExactly("3 unchanged", "4 changed", "5 unchanged");
        assertThat(told.get(1).changes())
                .extracting(change -> change.field() + " " + change.before() + " " + change.after())
                .containsExactly("amount \"600\" \"650\"");
        Budget search = named("search");
        assertThat(budgets.history(search)).extracting(BudgetRevision::revision).containsExactly(1, 2);
        assertThat(budgets.history(search).getLast().said()).isEqualTo(ANN);
    }

    @Test
    void columnThatIsNotThereLeavesABudgetAsItIsAndAnEmptyFieldTakesItAway() {
        read(PLAN);
        read("name,amount\nsearch,500\n");
        Budget search = named("search");
        assertThat(search.limit()).isEqualTo(SampleBudget.dollars("500"));
        assertThat(search.scope()).isEqualTo(Map.of("team", List.of("search", "ranking")));
        assertThat(search.place().parent()).isNotNull();
        read("name,parent,scope.team,scope.model\nsearch,,,o3\n");
        assertThat(named("search").scope()).isEqualTo(Map.of("model", List.of("o3")));
        assertThat(named("search").place().parent()).isNull();
    }

    @Test
    void rehearsalTellsTheSameAndWritesNothing() {
        List<LineJson> rehearsed = rehearse(PLAN);
        assertThat(outcomes(rehearsed)).containsExactly("3 created", "4 created", "5 created");
        assertThat(budgets.of(tenant)).isEmpty();
        read(PLAN);
        assertThat(outcomes(rehearse(PLAN.replace(",600,", ",650,"))))
                .containsExactly("3 unchanged", "4 changed", "5 unchanged");
        assertThat(named("search").revision()).isEqualTo(1);
    }

    @Test
    void lineThatIsRefusedChangesNothingAndTheOthersAreWritten() {
        List<LineJson> told = read("""
                name,period,amount,tokens,parent,scope.team
                one,month,10,,,
                two,fortnight,10,,,
                three,month,10,5,,
                four,month,10,,nobody,
                five,month,11,,one,
                six,month,10
                seven,month,10,,one,
                one,month,9,,,
                """);
        assertThat(outcomes(told))
                .containsExactly(
                        "2 created",
                        "3 refused",
                        "4 refused",
                        "5 refused",
                        "6 refused",
                        "7 refused",
                        "8 created",
                        "9 refused");
        assertThat(told)
                .extracting(LineJson::code)
                .containsExactly(
                        null,
                        "field.invalid",
                        "field.invalid",
                        "budget.parent_unknown",
                        "budget.exceeds_parent",
                        "file.invalid",
                        null,
                        "budget.exceeds_parent");
        assertThat(told.get(1).detail()).contains("'fortnight'");
        assertThat(told.get(3).detail()).contains("'nobody'").contains("parents come before their children");
        assertThat(told.get(5).detail()).isEqualTo("the line has 3 fields and the header 6");
        assertThat(budgets.of(tenant)).extracting(Budget::name).containsExactly("one", "seven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,colour", "name,name", "period", "name,scope.colour", "name,scope.cost_center", ""})
    void headerThatIsNotUnderstoodIsRefusedAsAWhole(String header) {
        assertThatThrownBy(() -> read(header.isEmpty() ? "" : header + "\nx,y\n"))
                .isInstanceOf(ReportProblem.class)
                .message()
                .containsAnyOf("colour", "twice", "'name'", "cost_center", "is empty");
    }

    @Test
    void fileThatBreaksOffIsReadAsFarAsItGoes() {
        List<LineJson> told = read("name,period,amount\na,month,1\n\"b,month,1\n");
        assertThat(outcomes(told)).containsExactly("2 created", "3 refused");
        assertThat(told.getLast().detail()).startsWith("not CSV in UTF-8 from about here on");
    }

    @Test
    void bytesThatAreNoTextAreTold() {
        byte[] bytes = "name,period,amount\na,month,1\n\u00e4,month,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> BudgetImportFile.read(new ByteArrayInputStream(bytes), _ -> {}))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void manyLinesAreWrittenSomeAtATime() {
        String many = IntStream.range(0, 1_001)
                .mapToObj(i -> "b" + i + ",day," + (i + 1))
                .collect(Collectors.joining("\n", "name,period,tokens\n", ""));
        List<Integer> batches = new ArrayList<>();
        BudgetImportFile.read(stream(many), lines -> batches.add(lines.size()));
        assertThat(batches).containsExactly(200, 200, 200, 200, 200, 1);
        assertThat(outcomes(read(many))).hasSize(1_001).allMatch(outcome -> outcome.endsWith(" created"));
        assertThat(budgets.of(tenant)).hasSize(1_001);
    }

    @Test
    void exportIsReadInAgainWithoutAChangeAndMakesTheSameForAnotherTenant() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Budget> made = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Budget parent = i % 3 == 0 ? null : made.get(random.nextInt(made.size()));
            made.add(writer.create(random(random, i, parent), ANN));
        }
        String file = BudgetCsv.text(budgets.of(tenant));
        assertThat(outcomes(read(file)))
                .as("seed %s\n%s", seed, file)
                .allMatch(outcome -> outcome.endsWith(" unchanged"));
        String other = tenant + " again";
        List<LineJson> told = new ArrayList<>();
        BudgetImportFile.read(stream(file), lines -> told.addAll(imports.write(other, ANN, lines)));
        assertThat(told)
                .as("seed %s\n%s", seed, file)
                .allMatch(line -> line.outcome().equals("created"));
        assertThat(BudgetCsv.text(budgets.of(other))).isEqualTo(file);
    }

    /** Of every kind, with names and values that a file may trip over. */
    private Budget random(Random random, int i, @Nullable Budget parent) {
        String odd = List.of("=1+1", "'=2", "-x", "a,b", "say \"x\"", "a;b", "ü\\", "@y")
                        .get(random.nextInt(8)) + " " + i;
        Map<String, List<String>> scope = new TreeMap<>(parent == null ? Map.of() : parent.scope());
        scope.putIfAbsent(random.nextBoolean() ? "team" : "tag.k " + i % 4, List.of(odd, "", " x "));
        boolean custom = parent == null && random.nextInt(4) == 0;
        Budget.Days days = parent != null
                ? parent.days()
                : SampleBudget.days(
                        custom ? BudgetPeriod.CUSTOM : BudgetPeriod.QUARTER,
                        "2026-10-05",
                        custom ? "2026-12-24" : null);
        Budget.Limit limit = parent != null || random.nextBoolean()
                ? parent == null ? SampleBudget.dollars("12345.678901") : parent.limit()
                : new Budget.Limit.Tokens(1 + random.nextInt(1_000_000));
        return new Budget(
                UUID.randomUUID(),
                tenant,
                1,
                odd,
                random.nextBoolean() ? "" : "+owner",
                scope,
                days,
                limit,
                List.of(CarryOver.values()).get(random.nextInt(4)),
                new Budget.Alarms(
                        List.of("0.5", "1"),
                        random.nextBoolean() ? List.of() : List.of("1.25"),
                        random.nextBoolean() ? null : Integer.valueOf(5),
                        random.nextBoolean() ? List.of() : List.of(UUID.randomUUID(), UUID.randomUUID())),
                new Budget.Place(parent == null ? null : parent.id(), true),
                SampleBudget.NOW,
                SampleBudget.NOW,
                null);
    }

    private Budget named(String name) {
        return budgets.of(tenant).stream()
                .filter(budget -> budget.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<LineJson> read(String file) {
        List<LineJson> told = new ArrayList<>();
        BudgetImportFile.read(stream(file), lines -> told.addAll(imports.write(tenant, ANN, lines)));
        return told;
    }

    private List<LineJson> rehearse(String file) {
        List<Line> all = new ArrayList<>();
        BudgetImportFile.read(stream(file), all::addAll);
        return imports.rehearse(tenant, ANN, all);
    }

    private static ByteArrayInputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> outcomes(List<LineJson> told) {
        return told.stream().map(line -> line.line() + " " + line.outcome()).toList();
    }
}
