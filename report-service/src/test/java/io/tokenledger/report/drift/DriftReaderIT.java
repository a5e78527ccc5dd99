package io.tokenledger.report.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.LedgerEntry.Said;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drift, held against the events that were booked, one by one. */
class DriftReaderIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final Instant NOW = Instant.parse("2026-06-20T00:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-06-10T12:00:00Z");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final List<String> MODELS = List.of("o3", "o4-mini", "unheard-of", "in-euro");

    private static TestLedger ledger = new TestLedger("drift");
    private static List<LedgerEntry> booked = List.of();

    @BeforeAll
    static void book() {
        System.out.println("DriftReaderIT: seed " + SEED);
        ledger = TestLedger.empty("drift");
        ListPrice.publish(
                ledger,
                List.of(
                        ListPrice.perMillion(
                                "openai", "o3", "standard", "2026-01-01T00:00:00Z", CHANGE.toString(), "10", "2", "40"),
                        ListPrice.perMillion("openai", "o3", "standard", CHANGE.toString(), null, "2", "0.5", "8"),
                        ListPrice.perMillion("openai", "o3", "standard", "2026-01-01T00:00:00Z", null, "1", "1", "1")
                                .forTenant("globex"),
                        ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01T00:00:00Z", null, "1.1", "0.275", "4.4"),
                        ListPrice.perMillion(
                                        "openai", "in-euro", "standard", "2026-01-01T00:00:00Z", null, "1", "1", "1")
                                .in("EUR")));
        Random random = new Random(SEED);
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            entries.add(event(random));
        }
        LedgerEntry doubled = event(random);
        entries.add(doubled);
        LedgerEntry reversal = doubled.reversal("repricing/1");
        entries.add(reversal);
        entries.add(reversal.pricing(1, "USD", BigInteger.TEN, 2L, "repricing/1"));
        LedgerEntries.book(ledger, entries);
        booked = List.copyOf(entries);
    }

    private static LedgerEntry event(Random random) {
        Instant at = Instant.parse("2026-06-01T00:00:00Z").plusSeconds(60L * random.nextInt(25 * 1_440));
        return LedgerEntry.usage(
                        random.nextInt(4) == 0 ? "globex" : "acme",
                        at.toString(),
                        "team",
                        List.of("search", "ads").get(random.nextInt(2)),
                        "model",
                        MODELS.get(random.nextInt(MODELS.size())))
                .with("input", random.nextInt(2_000))
                .with("cached_input", random.nextInt(500))
                .with("image_input", random.nextInt(3) * 85L)
                .with("output", random.nextInt(900))
                .with("reasoning", random.nextInt(300))
                .priced(1, "USD", BigInteger.ONE, 1L)
                .saying(Said.text(
                        random.nextInt(4) == 0 ? null : random.nextLong(2_500),
                        random.nextInt(4) == 0 ? null : random.nextLong(900),
                        random.nextInt(3) == 0 ? random.nextLong(50) : null));
    }

    /** In 1e-12 USD per token, written down here; null: none. */
    private static @Nullable Long price(LedgerEntry entry, boolean input) {
        String model = entry.attributes().get("model");
        if ("o4-mini".equals(model)) {
            return input ? 1_100_000L : 4_400_000L;
        }
        if (!"o3".equals(model)) {
            return null;
        }
        if (entry.tenant().equals("globex")) {
            return 1_000_000L;
        }
        boolean before = entry.occurredAt().isBefore(CHANGE);
        return input ? (before ? 10_000_000L : 2_000_000L) : before ? 40_000_000L : 8_000_000L;
    }

    @Test
    void everyLineIsWhatItsEventsComeTo() {
        var expected = new TreeMap<String, Expected>();
        for (LedgerEntry entry : booked) {
            Said said = entry.said();
            String day = entry.occurredAt().atZone(KATHMANDU).toLocalDate().toString();
            String group = entry.attributes().get("model") + " " + entry.tenant() + " " + day;
            if (said.textInput() != null) {
                expected.computeIfAbsent(group + " input counted", _ -> new Expected())
                        .add(entry, true, entry.quantity("input") + entry.quantity("cached_input"), said.textInput());
            }
            if (said.textOutput() != null) {
                expected.computeIfAbsent(group + " output estimated", _ -> new Expected())
                        .add(entry, false, entry.quantity("output"), said.textOutput());
            }
        }
        var told = new TreeMap<String, String>();
        List<DriftLine> lines = read("from=2026-06-01&to=2026-06-27&timezone=Asia/Kathmandu&group_by=model,tenant,day");
        for (DriftLine line : lines) {
            DriftSums sums = line.sums();
            told.put(
                    String.join(" ", line.group()) + " " + line.side() + " " + line.provenance(),
                    sums.requests() + " " + sums.providerTokens() + " " + sums.textTokens() + " "
                            + sums.reasoningAtMost() + " " + sums.costPico() + " " + sums.unpricedRequests());
        }
        var wanted = new TreeMap<String, String>();
        expected.forEach((key, sums) -> wanted.put(key, sums.toString()));
        assertThat(told).as("seed %d", SEED).isEqualTo(wanted);
        assertThat(lines).as("the dearest first").isSortedAccordingTo((left, right) -> {
            BigInteger one = left.sums().costPico();
            BigInteger other = right.sums().costPico();
            return one == null || other == null
                    ? Boolean.compare(one == null, other == null)
                    : other.abs().compareTo(one.abs());
        });
    }

    private static final class Expected {
        private long requests;
        private long provider;
        private long text;
        private long reasoning;
        private long unpriced;
        private @Nullable BigInteger cost;

        void add(LedgerEntry entry, boolean input, long providerTokens, long textTokens) {
            int sign = entry.sign();
            requests += sign;
            provider += providerTokens; // quantities of a reversal are negative already
            text += sign * textTokens;
            Long untold = entry.said().reasoningAtMost();
            reasoning += input || untold == null ? 0 : sign * untold;
            Long pico = price(entry, input);
            if (pico == null) {
                unpriced += sign;
            } else {
                BigInteger more = BigInteger.valueOf((providerTokens - sign * textTokens) * pico);
                cost = cost == null ? more : cost.add(more);
            }
        }

        @Override
        public String toString() {
            return requests + " " + provider + " " + text + " " + reasoning + " " + cost + " " + unpriced;
        }
    }

    @Test
    void provenanceAndFiltersSelect() {
        List<DriftLine> all = read("from=2026-06&to=2026-07&group_by=team");
        assertThat(all).hasSize(4);
        assertThat(read("from=2026-06&to=2026-07&group_by=team&provenance=counted"))
                .hasSize(2)
                .allMatch(line -> line.side().equals("input"));
        assertThat(read("from=2026-06&to=2026-07&group_by=team&filter.team=ads&provenance=estimated"))
                .singleElement()
                .isEqualTo(all.stream()
                        .filter(line -> line.group().equals(List.of("ads"))
                                && line.side().equals("output"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void whatHasNoPriceSaysWhyAndCostsNothingKnown() {
        Map<String, String> reasons = new TreeMap<>();
        for (DriftLine line : read("from=2026-06&to=2026-07&group_by=model&provenance=counted")) {
            reasons.put(
                    line.group().getFirst(),
                    line.sums().unpricedReason() + " " + (line.sums().costPico() == null));
        }
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "o3", "null false",
                        "o4-mini", "null false",
                        "unheard-of", "model_unknown true",
                        "in-euro", "other_currency true"));
    }

    @Test
    void totalIsTheSumOfTheLines() {
        DriftQuestion question = question("from=2026-06&to=2026-07&group_by=model,day,team");
        List<DriftLine> lines = read(question);
        DriftJson json = DriftJson.of(question, lines);
        assertThat(json.total()).extracting(DriftJson.Total::side).containsExactly("input", "output");
        BigInteger cost = lines.stream()
                .filter(line -> line.side().equals("input") && line.sums().costPico() != null)
                .map(line -> line.sums().costPico())
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(json.total().getFirst().figures().differenceCost()).isEqualTo(Money.exact(cost));
        assertThat(json.total().getLast().figures().mayHoldReasoning()).isTrue();
        assertThat(json.total().getFirst().figures().mayHoldReasoning()).isFalse();
    }

    @Test
    void whatSumsDoNotHoldIsRefused() {
        for (String query : List.of(
                "group_by=user",
                "group_by=tag.feature",
                "filter.user=u1",
                "group_by=nonsense",
                "filter.day=2026-06-01",
                "provenance=guessed",
                "group_by=team,team",
                "group_by=cost_center")) {
            assertThatThrownBy(() -> question(query)).as(query).isInstanceOf(ReportProblem.class);
        }
    }

    private static DriftQuestion question(String query) {
        var values = new MultivaluedHashMap<String, String>();
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            values.add(pair[0], pair[1]);
        }
        return DriftQuestion.read(new QueryParameters(values), NOW);
    }

    private static List<DriftLine> read(String query) {
        return read(question(query));
    }

    private static List<DriftLine> read(DriftQuestion question) {
        return new DriftReader(
                        new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry()), new PriceBookReader())
                .read(question);
    }
}
