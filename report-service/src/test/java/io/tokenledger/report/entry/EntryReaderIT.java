package io.tokenledger.report.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import java.io.StringWriter;
import java.math.BigInteger;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries by pages and filters, held against the list that was booked. */
class EntryReaderIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final Instant NOW = Instant.parse("2026-06-20T00:00:00Z");
    private static final Instant CLOSED_UNTIL = Instant.parse("2026-06-01T00:00:00Z");
    private static final String JUNE = "from=2026-06&to=2026-07";
    private static final int EVENTS = 400;

    private static TestLedger ledger = new TestLedger("entries");
    private static List<LedgerEntry> booked = List.of();

    @BeforeAll
    static void book() {
        ledger = TestLedger.empty("entries");
        Random random = new Random(SEED);
        List<LedgerEntry> entries = new ArrayList<>(entries("acme", random, EVENTS));
        entries.addAll(entries("globex", random, 50));
        LedgerEntries.book(ledger, entries);
        booked = List.copyOf(entries);
        organise();
    }

    private static final String ORGANISATION = """
        INSERT INTO reporting.organisation_change
        SELECT tenant, kind, subject, revision, valid_from::date, fields::json, gen_random_uuid(), 'ann', 'test', now()
        FROM (VALUES
            ('acme', 'cost_center', 'one', 1, '2026-01-01', '{"name":"One","view":"chargeback"}'),
            ('acme', 'cost_center', 'two', 1, '2026-01-01', '{"name":"Two","view":"chargeback"}'),
            ('acme', 'cost_center', 'one-a', 1, '2026-01-01', '{"name":"A","view":"chargeback","parent":"one"}'),
            ('acme', 'cost_center', 'one-a', 2, '2026-06-15', '{"parent":"two"}'),
            ('acme', 'mapping_rule', '00000000-0000-0000-0000-000000000001', 1, '2026-01-01',
             '{"position":1,"conditions":{"team":["search"]},"cost_center":"one-a"}'),
            ('acme', 'mapping_rule', '00000000-0000-0000-0000-000000000002', 1, '2026-01-01',
             '{"position":2,"conditions":{"app":["bot"]},"cost_center":"two"}'),
            ('globex', 'cost_center', 'people', 1, '2026-01-01', '{"name":"People","view":"chargeback"}'),
            ('globex', 'mapping_rule', '00000000-0000-0000-0000-000000000003', 1, '2026-01-01',
             '{"position":1,"conditions":{"user":["ann"]},"cost_center":"people"}'))
            AS change (tenant, kind, subject, revision, valid_from, fields)
        """;

    /** one-a is below one until 15 June, then below two. */
    private static void organise() {
        ledger.store().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(ORGANISATION);
            }
        });
    }

    private static List<LedgerEntry> entries(String tenant, Random random, int events) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            Instant at = Instant.parse("2026-05-20T00:00:00Z").plusSeconds(60L * random.nextInt(45 * 1_440));
            Map<String, String> attributes = new HashMap<>();
            attributes.put("team", List.of("search", "ads", "").get(random.nextInt(3)));
            attributes.put("app", List.of("bot", "site", "").get(random.nextInt(3)));
            attributes.put("user", List.of("ann", "bob", "").get(random.nextInt(3)));
            attributes.put("tag.feature", List.of("chat", "").get(random.nextInt(2)));
            attributes.put("model", List.of("o3", "o4-mini").get(random.nextInt(2)));
            attributes.values().removeIf(String::isEmpty);
            List<String> pairs = new ArrayList<>();
            attributes.forEach((name, value) -> pairs.addAll(List.of(name, value)));
            LedgerEntry event = LedgerEntry.usage(tenant, at.toString(), pairs.toArray(String[]::new))
                    .with("input", random.nextInt(3))
                    .with("cached_input", random.nextInt(2))
                    .with("ocr_pages", random.nextInt(4) == 0 ? 3 : 0);
            LedgerEntry first = random.nextInt(6) == 0
                    ? event
                    : event.priced(1 + random.nextInt(3), "USD", BigInteger.valueOf(random.nextInt(9_999)), 1L);
            boolean late = at.isBefore(CLOSED_UNTIL) && random.nextBoolean();
            first = first.accounted(late ? CLOSED_UNTIL : null);
            if (random.nextInt(3) == 0) {
                first = first.saying(new LedgerEntry.Said(
                        random.nextBoolean(),
                        List.of("openrouter", "litellm").get(random.nextInt(2)),
                        BigInteger.valueOf(random.nextInt(9_999)),
                        random.nextBoolean() ? null : random.nextLong(50),
                        random.nextBoolean() ? null : random.nextLong(50),
                        random.nextBoolean() ? null : random.nextLong(50)));
            }
            entries.add(first);
            if (first.costPico() != null && random.nextInt(5) == 0) {
                entries.add(first.correction(3, BigInteger.valueOf(-7), 2L, "repricing/" + random.nextInt(2))
                        .accounted(at.isBefore(CLOSED_UNTIL) ? CLOSED_UNTIL : null));
            }
            if (random.nextInt(20) == 0) {
                entries.add(LedgerEntry.charge(tenant, at.toString(), "commitment", "USD", "12", "contract/1"));
            }
        }
        return entries;
    }

    @Test
    void pagesTellEveryEntryOnceInTheOrderOfAccounting() {
        List<String> all = new ArrayList<>();
        @Nullable String cursor = "";
        int pages = 0;
        do {
            List<Entry> page = read("tenant=acme&" + JUNE + "&limit=7" + cursor);
            page.forEach(entry -> all.add(name(entry)));
            cursor = page.size() < 7 ? null : "&cursor=" + page.getLast().place();
            pages++;
        } while (cursor != null);

        assertThat(pages).isGreaterThan(30);
        assertThat(all).as("seed " + SEED).isEqualTo(expected("acme", _ -> true));
    }

    @Test
    void whatIsBookedMeanwhileMakesNoEntryComeTwiceOrNever() {
        List<String> before = expected("globex", _ -> true);
        List<Entry> first = read("tenant=globex&" + JUNE + "&limit=10");
        LedgerEntries.book(
                ledger,
                List.of(
                        LedgerEntry.usage("globex", "2026-05-02T00:00:00Z").accounted(CLOSED_UNTIL),
                        LedgerEntry.usage("globex", "2026-06-01T00:00:00Z"),
                        LedgerEntry.usage("globex", "2026-06-30T23:59:59Z")));

        List<Entry> rest = read("tenant=globex&" + JUNE + "&limit=1000&cursor="
                + first.getLast().place());

        List<String> told =
                new ArrayList<>(first.stream().map(EntryReaderIT::name).toList());
        rest.forEach(entry -> told.add(name(entry)));
        Set<String> once = new HashSet<>(told);
        assertThat(once).hasSameSizeAs(told).containsAll(before);
    }

    @Test
    void everyFilterIsWhatTheListSays() {
        filtered(
                "filter.team=search",
                entry -> "search".equals(entry.attributes().get("team")));
        filtered(
                "filter.team=&filter.model=o3",
                entry -> entry.attributes().get("team") == null
                        && "o3".equals(entry.attributes().get("model")));
        filtered(
                "filter.user=ann&filter.user=",
                entry -> !"bob".equals(entry.attributes().get("user")));
        filtered(
                "filter.tag.feature=chat",
                entry -> "chat".equals(entry.attributes().get("tag.feature")));
        filtered("filter.tag.feature=", entry -> entry.attributes().get("tag.feature") == null);
        filtered("filter.provider=nobody", _ -> false);
        filtered("kind=correction,charge", entry -> !entry.kind().equals("usage"));
        filtered("meter=cached_input", entry -> entry.quantity("cached_input") != 0);
        filtered("meter=ocr_pages", entry -> entry.quantity("ocr_pages") != 0);
        filtered("meter=correction", entry -> entry.kind().equals("correction"));
        filtered("meter=charge", entry -> entry.kind().equals("charge"));
        filtered("price_id=2", entry -> Long.valueOf(2).equals(entry.priceId()));
        filtered("reference=repricing/1", entry -> "repricing/1".equals(entry.reference()));
        filtered("line_kind=charge", entry -> entry.kind().equals("charge"));
        filtered(
                "line_kind=usage",
                entry -> entry.accountedAt() == null && !entry.kind().equals("charge"));
        filtered("line_kind=adjustment", entry -> entry.accountedAt() != null);
        filtered("adjusts=2026-05", entry -> entry.accountedAt() != null);
        filtered("adjusts=2026-04", _ -> false);
    }

    @Test
    void costCentreStandsForAllBelowItAtTheTimeOfAccounting() {
        Instant moved = Instant.parse("2026-06-15T00:00:00Z");
        Predicate<LedgerEntry> search =
                entry -> "search".equals(entry.attributes().get("team"));
        Predicate<LedgerEntry> bot =
                search.negate().and(entry -> "bot".equals(entry.attributes().get("app")));
        filtered("filter.cost_center=one-a", search);
        filtered("filter.cost_center=one", search.and(entry -> entry.counts().isBefore(moved)));
        filtered(
                "filter.cost_center=two",
                bot.or(search.and(entry -> !entry.counts().isBefore(moved))));
        filtered("filter.cost_center=unattributed", search.or(bot).negate());
        filtered(
                "filter.cost_center=one&filter.cost_center=two&filter.user=ann",
                search.or(bot).and(entry -> "ann".equals(entry.attributes().get("user"))));
        assertThat(read("tenant=globex&limit=1000&filter.cost_center=people&" + JUNE).stream()
                        .map(EntryReaderIT::name))
                .containsExactlyElementsOf(expected(
                        "globex", entry -> "ann".equals(entry.attributes().get("user"))));
        assertThatThrownBy(() -> read("tenant=acme&filter.cost_center=nobody"))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void rowHasWhatWasBooked() {
        LedgerEntry late = booked.stream()
                .filter(entry -> entry.tenant().equals("acme")
                        && entry.accountedAt() != null
                        && entry.costPico() != null
                        && entry.quantity("ocr_pages") > 0)
                .findFirst()
                .orElseThrow();
        Entry entry = read("tenant=acme&" + JUNE + "&limit=1000").stream()
                .filter(one -> name(one).equals(name(late)))
                .findFirst()
                .orElseThrow();

        assertThat(entry.accountedAt()).isEqualTo(CLOSED_UNTIL);
        assertThat(entry.accountedLate()).isTrue();
        assertThat(entry.occurredAt()).isEqualTo(late.occurredAt());
        assertThat(entry.meters()).isEqualTo(late.meters());
        assertThat(entry.costPico()).isEqualTo(late.costPico());
        assertThat(entry.priceId()).isEqualTo(late.priceId());
        assertThat(entry.bookVersion()).isEqualTo(late.bookVersion());
        assertThat(entry.eventId()).isEqualTo(late.eventKey().toString());
        assertThat(entry.source()).isEqualTo("test");
    }

    @Test
    void statedCostsAreFoundByWhoStatesThemAndByHowMuchTheyDiffer() {
        filtered("stated_by=litellm", entry -> "litellm".equals(entry.said().statedBy()));
        filtered("min_difference=0", entry -> difference(entry) > 0);
        filtered("min_difference=0.000000004", entry -> difference(entry) >= 4_000);
        filtered(
                "min_difference=0.000000004&stated_by=openrouter&filter.team=ads",
                entry -> difference(entry) >= 4_000
                        && "openrouter".equals(entry.said().statedBy())
                        && "ads".equals(entry.attributes().get("team")));
        assertThat(booked.stream().filter(entry -> difference(entry) >= 4_000).count())
                .as("seed " + SEED)
                .isPositive();
    }

    /** In pico-USD, without its sign; 0 where there is nothing to compare. */
    private static long difference(LedgerEntry entry) {
        BigInteger stated = entry.said().statedPico();
        return stated == null || entry.costPico() == null
                ? 0
                : Math.abs(entry.costPico().longValueExact() - entry.sign() * stated.longValueExact());
    }

    @Test
    void entryTellsWhatOthersSayOfIt() {
        Map<String, Entry> told = new HashMap<>();
        read("tenant=acme&" + JUNE + "&limit=1000").forEach(entry -> told.put(name(entry), entry));
        int seen = 0;
        for (LedgerEntry entry : booked) {
            Entry found = told.get(name(entry));
            if (found == null || entry.kind().equals("charge")) {
                continue;
            }
            var said = entry.said();
            BigInteger stated = said.statedPico();
            assertThat(found.said())
                    .as("seed " + SEED)
                    .isEqualTo(new Said(
                            said.aborted(),
                            null,
                            said.statedBy(),
                            stated == null ? null : stated.multiply(BigInteger.valueOf(entry.sign())),
                            text(entry, said.textInput(), "counted"),
                            text(entry, said.textOutput(), "estimated"),
                            said.reasoningAtMost() == null || entry.sign() == 0 ? null : said.reasoningAtMost()));
            seen++;
        }
        assertThat(seen).isGreaterThan(200);
    }

    private static Said.@Nullable TextCount text(LedgerEntry entry, @Nullable Long tokens, String provenance) {
        return tokens == null || entry.sign() == 0 ? null : new Said.TextCount(tokens, provenance);
    }

    @Test
    void whatIsMisspeltOrOfNobodyIsRefused() {
        refused("tenant=acme&min_difference=-1", "min_difference is '-1'");
        refused("tenant=acme&min_difference=1e3", "min_difference is '1e3'");
        refused("", "tenant is missing");
        refused("tenant=acme&filter.tenant=globex", "[acme, globex]");
        refused("tenant=acme&limit=0", "limit is '0'");
        refused("tenant=acme&limit=1001", "from 1 to 1000");
        refused("tenant=acme&cursor=7", "cursor is '7'");
        refused("tenant=acme&kind=sale", "kind is 'sale'");
        refused("tenant=acme&line_kind=late", "line_kind is 'late'");
        refused("tenant=acme&meter=Input", "meter is 'Input'");
        refused("tenant=acme&adjusts=2026-13", "2026-13");
        refused("tenant=acme&filter.colour=red", "colour");
        refused("tenant=acme&teem=search", "teem");
    }

    @Test
    void csvNeutralisesFormulasAndLeavesUnknownCostsEmpty() throws Exception {
        LedgerEntries.book(
                ledger,
                List.of(LedgerEntry.usage("csv", "2026-06-02T00:00:00Z", "team", "=1+1", "tag.a", "b")
                        .with("input", 5)
                        .with("ocr_pages", 2)));
        StringWriter text = new StringWriter();
        EntryCsv csv = new EntryCsv(text);
        read("tenant=csv&" + JUNE).forEach(csv::add);
        csv.flush();

        String[] lines = text.toString().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .startsWith("accounted_at,")
                .contains(",input,cached_input,")
                .contains(",cost,currency,");
        assertThat(lines[1])
                .contains(",'=1+1,")
                .contains(",a=b,")
                .contains(",5,0,0,0,0,0,0,0,0,1,0,ocr_pages=2,,XXX,no price,,,,")
                .endsWith("Z,false,,,,,,,,");
    }

    private static void filtered(String query, Predicate<LedgerEntry> filter) {
        assertThat(read("tenant=acme&" + JUNE + "&limit=1000&" + query).stream().map(EntryReaderIT::name))
                .as(query + ", seed " + SEED)
                .containsExactlyElementsOf(expected("acme", filter));
    }

    private static void refused(String query, String message) {
        assertThatThrownBy(() -> read(query)).isInstanceOf(ReportProblem.class).hasMessageContaining(message);
    }

    private static List<String> expected(String tenant, Predicate<LedgerEntry> filter) {
        return booked.stream()
                .filter(entry -> entry.tenant().equals(tenant)
                        && !entry.counts().isBefore(CLOSED_UNTIL)
                        && entry.counts().isBefore(Instant.parse("2026-07-01T00:00:00Z")))
                .filter(filter)
                .sorted(Comparator.comparing(LedgerEntry::counts)
                        .thenComparing(entry -> entry.eventKey().toString())
                        .thenComparing(LedgerEntry::entryNo))
                .map(EntryReaderIT::name)
                .toList();
    }

    private static String name(LedgerEntry entry) {
        return entry.eventKey() + "/" + entry.entryNo() + " " + entry.kind() + " " + entry.costPico();
    }

    private static String name(Entry entry) {
        return entry.eventKey() + "/" + entry.entryNo() + " " + entry.kind() + " " + entry.costPico();
    }

    private static List<Entry> read(String query) {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                values.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
            }
        }
        var parameters = new QueryParameters(values);
        EntryQuestion question = EntryParameters.read(parameters, NOW, OptionalInt.of(100), 1_000);
        parameters.refuseOthers();
        var reader = new EntryReader(new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry()));
        List<Entry> entries = new ArrayList<>();
        reader.read(reader.scope(question), entries::add);
        return entries;
    }
}
