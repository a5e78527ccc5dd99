package io.tokenledger.report.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.costcenter.Condition;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.costcenter.MappingRule;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.UsageAnswer;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Chargeback by cost centre from a ledger of random usage, against a loop over the events that decides who pays by reading the
 * rules aloud. On 14 November, in the midst of a day of UTC, a re-organisation takes place in Kathmandu.
 */
class CostCenterRowsIT {
    private static final long SEED = new Random().nextInt(1_000_000);
    private static final TestLedger LEDGER = TestLedger.empty("cost_center_rows");
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final LocalDate BEFORE = LocalDate.of(2026, 1, 1);
    private static final LocalDate REORGANISED = LocalDate.of(2026, 11, 14);
    private static final Instant REORGANISED_AT = REORGANISED.atStartOfDay(ZONE).toInstant();
    private static final List<Event> EVENTS = events(new Random(SEED));
    private static final AccountingSettings SETTINGS = settings();

    @BeforeAll
    static void fill() {
        System.out.println("CostCenterRowsIT: seed " + SEED);
        Bookkeeper.book(LEDGER, EVENTS);
    }

    @Test
    void everyEventIsPaidByTheOneWhomTheRulesOfItsTimeName() throws SQLException {
        assertThat(costs("group_by=cost_center", organisation()))
                .isEqualTo(expected(event -> one(payer(event, event.occurredAt()))));
    }

    @Test
    void restatedUsageIsPaidByTheRulesOfThatDay() throws SQLException {
        Organisation after = organisation().asAt(REORGANISED_AT);
        assertThat(costs("group_by=cost_center", after))
                .isEqualTo(expected(event -> one(payer(event, REORGANISED_AT))));
        Organisation before = organisation().asAt(REORGANISED_AT.minusSeconds(1));
        assertThat(costs("group_by=cost_center", before))
                .isEqualTo(expected(event -> one(payer(event, Instant.EPOCH))));
    }

    @Test
    void levelsOfTheTreeAddUpWhatIsBelowThem() throws SQLException {
        assertThat(costs("group_by=cost_center.2,model", organisation())).isEqualTo(expected(event -> {
            String unit = unit(payer(event, event.occurredAt()), event.occurredAt());
            List<@Nullable String> group = new ArrayList<>();
            group.add(unit);
            group.add(event.attribute("model"));
            return group;
        }));
    }

    @Test
    void filterTakesAllThatIsBelowACostCenter() throws SQLException {
        assertThat(costs("group_by=team&filter.cost_center=ENG", organisation()))
                .isEqualTo(expected(event -> {
                    String unit = unit(payer(event, event.occurredAt()), event.occurredAt());
                    return "ENG".equals(unit) ? one(event.attribute("team")) : null;
                }));
        assertThat(costs("group_by=cost_center&filter.cost_center=&filter.model=o3", organisation()))
                .isEqualTo(expected(
                        event -> payer(event, event.occurredAt()) == null && "o3".equals(event.attribute("model"))
                                ? one(null)
                                : null));
    }

    @Test
    void costCentersAndDaysAreGroupedTogether() throws SQLException {
        assertThat(costs("group_by=day,cost_center", organisation())).isEqualTo(expected(event -> {
            List<@Nullable String> group = new ArrayList<>();
            group.add(LocalDate.ofInstant(event.occurredAt(), ZONE).toString());
            group.add(payer(event, event.occurredAt()));
            return group;
        }));
    }

    /** Batch jobs first, then what is tagged, then some users, then by team, of which one changes. */
    private static @Nullable String payer(Event event, Instant at) {
        if ("batch".equals(event.attribute("app"))) {
            return "JOBS";
        }
        if ("gold".equals(event.attribute("tag.customer"))) {
            return "ADS";
        }
        String user = event.attribute("user");
        if (user != null && user.startsWith("svc-")) {
            return "OPS";
        }
        if ("search".equals(event.attribute("team"))) {
            return at.isBefore(REORGANISED_AT) ? "SEARCH" : "ADS";
        }
        return "ads".equals(event.attribute("team")) ? "ADS" : null;
    }

    /** ADS moves from SALES to ENG. */
    private static @Nullable String unit(@Nullable String payer, Instant at) {
        if (payer == null) {
            return null;
        }
        return switch (payer) {
            case "ADS" -> at.isBefore(REORGANISED_AT) ? "SALES" : "ENG";
            case "SEARCH", "JOBS" -> "ENG";
            default -> payer;
        };
    }

    private static Organisation organisation() {
        List<CostCenter> centers = List.of(
                center("ORG", null, BEFORE, null),
                center("ENG", "ORG", BEFORE, null),
                center("SALES", "ORG", BEFORE, null),
                center("OPS", "ORG", BEFORE, null),
                center("SEARCH", "ENG", BEFORE, null),
                center("JOBS", "ENG", BEFORE, null),
                center("ADS", "SALES", BEFORE, REORGANISED),
                center("ADS", "ENG", REORGANISED, null));
        List<MappingRule> rules = List.of(
                rule(1, Condition.of("app", "batch"), "JOBS", BEFORE, null),
                rule(2, Condition.of("tag.customer", "gold"), "ADS", BEFORE, null),
                rule(3, Condition.of("user", "svc-*"), "OPS", BEFORE, null),
                rule(4, Condition.of("team", "search"), "SEARCH", BEFORE, REORGANISED),
                rule(5, Condition.of("team", "search"), "ADS", REORGANISED, null),
                rule(6, Condition.of("team", "ads"), "ADS", BEFORE, null));
        return Organisation.of(SETTINGS, centers, rules);
    }

    private static Map<List<@Nullable String>, BigInteger> costs(String question, Organisation organisation)
            throws SQLException {
        ChargebackQuestion asked = ChargebackQuestion.read(
                parameters("from=2026-11&to=2026-12&timezone=Asia/Kathmandu&filter.tenant=acme&" + question),
                Instant.parse("2026-12-05T00:00:00Z"));
        try (Connection connection = LEDGER.serviceDataSource("").getConnection()) {
            UsageAnswer answer = ChargebackReader.byCostCenter(connection, asked, organisation);
            Map<List<@Nullable String>, BigInteger> costs = new HashMap<>();
            answer.rows().forEach(row -> costs.put(row.group(), row.usage().pricedCostPico()));
            return costs;
        }
    }

    private static Map<List<@Nullable String>, BigInteger> expected(
            Function<Event, @Nullable List<@Nullable String>> groups) {
        Map<List<@Nullable String>, BigInteger> costs = new HashMap<>();
        Instant from = YearMonth.of(2026, 11).atDay(1).atStartOfDay(ZONE).toInstant();
        Instant to = YearMonth.of(2026, 12).atDay(1).atStartOfDay(ZONE).toInstant();
        for (Event event : EVENTS) {
            boolean inTime =
                    !event.occurredAt().isBefore(from) && event.occurredAt().isBefore(to);
            List<@Nullable String> group = groups.apply(event);
            BigInteger cost = event.costPico();
            if (inTime && group != null && cost != null && "acme".equals(event.attribute("tenant"))) {
                costs.merge(group, cost, BigInteger::add);
            }
        }
        return costs;
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Map<String, String> named = new TreeMap<>();
            named.put("tenant", pick(random, "acme", "acme", "acme", "globex"));
            named.put("provider", "openai");
            named.put("model", pick(random, "o3", "o4-mini"));
            named.put("service_tier", "standard");
            named.put("team", pick(random, "search", "ads", "other"));
            named.put("app", pick(random, "batch", "bot", "web"));
            named.put("user", pick(random, "svc-a", "u1", "u2"));
            named.put("tag.customer", pick(random, "gold", "silver", "none"));
            if (random.nextInt(4) == 0) {
                named.remove("team");
            }
            Instant at = Instant.parse("2026-10-30T00:00:00Z").plusSeconds(random.nextInt(35 * 86_400));
            events.add(new Event(at, named, 10, 0, 0, 5, 0, "USD", new BigInteger(50, random)));
        }
        return events;
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<@Nullable String> one(@Nullable String value) {
        List<@Nullable String> group = new ArrayList<>();
        group.add(value);
        return group;
    }

    private static CostCenter center(String code, @Nullable String parent, LocalDate from, @Nullable LocalDate until) {
        return new CostCenter("acme", code, "Centre " + code, parent, null, null, null, View.CHARGEBACK, from, until);
    }

    private static MappingRule rule(
            int position, Condition condition, String code, LocalDate from, @Nullable LocalDate until) {
        return new MappingRule(new UUID(0, position), "acme", position, List.of(condition), code, from, until);
    }

    private static AccountingSettings settings() {
        AccountingSettings standard = AccountingSettings.standard("acme");
        return new AccountingSettings(
                "acme",
                ZONE,
                "USD",
                CalendarKind.MONTHS,
                standard.fiscalYearStart(),
                false,
                standard.limits(),
                standard.accounts());
    }

    private static QueryParameters parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters.computeIfAbsent(pair[0], _ -> new ArrayList<>()).add(pair[1]);
        }
        return new QueryParameters(parameters);
    }
}
