package io.tokenledger.report.statedcost;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.attributed.AttributedQuestion;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.LedgerEntry.Said;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stated costs beside ours, held against the entries that were booked, in decimal dollars. */
class StatedCostReaderIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final Instant NOW = Instant.parse("2026-06-20T00:00:00Z");
    private static final Instant CLOSED_UNTIL = Instant.parse("2026-06-01T00:00:00Z");

    private static TestLedger ledger = new TestLedger("stated_costs");
    private static List<LedgerEntry> booked = List.of();

    @BeforeAll
    static void book() {
        System.out.println("StatedCostReaderIT: seed " + SEED);
        ledger = TestLedger.empty("stated_costs");
        Random random = new Random(SEED);
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            addEvent(entries, random);
        }
        LedgerEntries.book(ledger, entries);
        booked = List.copyOf(entries);
    }

    private static void addEvent(List<LedgerEntry> entries, Random random) {
        Instant at = Instant.parse("2026-05-25T00:00:00Z").plusSeconds(60L * random.nextInt(30 * 1_440));
        LedgerEntry event = LedgerEntry.usage(
                        "acme",
                        at.toString(),
                        "team",
                        List.of("search", "ads").get(random.nextInt(2)),
                        "model",
                        List.of("o3", "o4-mini").get(random.nextInt(2)))
                .with("input", random.nextInt(500));
        if (random.nextInt(4) != 0) {
            event = event.saying(Said.cost(
                    List.of("openrouter", "litellm").get(random.nextInt(2)),
                    new BigDecimal(BigInteger.valueOf(random.nextLong(1_000_000_000_000L)), 12).toPlainString()));
        }
        Instant accounted = at.isBefore(CLOSED_UNTIL) ? CLOSED_UNTIL : null;
        switch (random.nextInt(4)) {
            case 0 -> { // priced later
                entries.add(event);
                LedgerEntry reversal = event.reversal(null).accounted(accounted);
                entries.add(reversal);
                entries.add(reversal.pricing(1, "USD", pico(random), 2L, null).accounted(accounted));
            }
            case 1 -> entries.add(event); // unpriced
            case 2 -> { // corrected
                LedgerEntry priced = event.priced(1, "USD", pico(random), 1L);
                entries.add(priced);
                entries.add(priced.correction(2, pico(random).negate(), 2L, "repricing/1")
                        .accounted(accounted));
            }
            default -> entries.add(event.priced(3, random.nextInt(5) == 0 ? "EUR" : "USD", pico(random), 1L));
        }
    }

    private static BigInteger pico(Random random) {
        return BigInteger.valueOf(random.nextLong(900_000_000_000L));
    }

    @Test
    void everyLineIsWhatItsEntriesComeTo() {
        var expected = new TreeMap<String, BigDecimal[]>();
        for (LedgerEntry entry : booked) {
            Said said = entry.said();
            BigInteger stated = said.statedPico();
            if (stated == null || entry.counts().isBefore(Instant.parse("2026-06-01T00:00:00Z"))) {
                continue;
            }
            BigDecimal[] sums = expected.computeIfAbsent(
                    said.statedBy() + " " + entry.attributes().get("team") + " "
                            + entry.attributes().get("model"),
                    _ -> new BigDecimal[] {zero(), zero(), zero(), zero(), zero(), zero(), zero()});
            int place = entry.currency().equals("USD") ? 0 : entry.currency().equals("XXX") ? 3 : 5;
            sums[place] = sums[place].add(BigDecimal.valueOf(entry.sign()));
            sums[place + 1] = sums[place + 1].add(dollars(stated).multiply(BigDecimal.valueOf(entry.sign())));
            if (place == 0) {
                sums[2] = sums[2].add(dollars(Objects.requireNonNull(entry.costPico())));
            }
        }
        var told = new TreeMap<String, String>();
        List<StatedLine> lines = read("from=2026-06&to=2026-07&group_by=stated_by,team,model");
        for (StatedLine line : lines) {
            StatedSums sums = line.sums();
            told.put(
                    String.join(" ", line.group()),
                    texts(
                            BigDecimal.valueOf(sums.compared().events()),
                            dollars(sums.compared().statedPico()),
                            dollars(sums.oursPico()),
                            BigDecimal.valueOf(sums.unpriced().events()),
                            dollars(sums.unpriced().statedPico()),
                            BigDecimal.valueOf(sums.elsewhere().events()),
                            dollars(sums.elsewhere().statedPico())));
            assertThat(dollars(sums.differencePico()))
                    .isEqualByComparingTo(dollars(sums.oursPico())
                            .subtract(dollars(sums.compared().statedPico())));
        }
        var wanted = new TreeMap<String, String>();
        expected.forEach((key, sums) -> wanted.put(key, texts(sums)));
        assertThat(told).as("seed %d", SEED).hasSize(8).isEqualTo(wanted);
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO;
    }

    private static BigDecimal dollars(BigInteger pico) {
        return new BigDecimal(pico, 12);
    }

    private static String texts(BigDecimal... numbers) {
        var texts = new StringBuilder();
        for (BigDecimal number : numbers) {
            texts.append(
                            number.signum() == 0
                                    ? "0"
                                    : number.stripTrailingZeros().toPlainString())
                    .append(' ');
        }
        return texts.toString();
    }

    @Test
    void filterByWhoStatesItAndByTeamLeavesTheRest() {
        StatedSums all = StatedLine.total(read("from=2026-05&to=2026-07"));
        StatedSums one = StatedLine.total(read("from=2026-05&to=2026-07&filter.stated_by=litellm&group_by=day"));
        StatedSums other = StatedLine.total(read("from=2026-05&to=2026-07&filter.stated_by=openrouter&group_by=team"));
        assertThat(one.plus(other)).isEqualTo(all);
        assertThat(one.all().events()).isPositive();
        assertThat(all.all().events())
                .isEqualTo(booked.stream()
                        .filter(entry -> entry.entryNo() == 0 && entry.said().statedPico() != null)
                        .count());
    }

    @Test
    void nothingStatedIsAnEmptyAnswerAndNoPercentage() {
        AttributedQuestion question = question("from=2026-01&to=2026-02");
        StatedCostJson json = StatedCostJson.of(question, read("from=2026-01&to=2026-02"));
        assertThat(json.lines()).isEmpty();
        assertThat(json.total().difference()).isEqualTo("0");
        assertThat(json.total().differencePercent()).isNull();
    }

    private static AttributedQuestion question(String query) {
        var values = new MultivaluedHashMap<String, String>();
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            values.add(pair[0], pair[1]);
        }
        return StatedCostReader.question(new QueryParameters(values), NOW);
    }

    private static List<StatedLine> read(String query) {
        return new StatedCostReader(new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry()))
                .read(question(query));
    }
}
