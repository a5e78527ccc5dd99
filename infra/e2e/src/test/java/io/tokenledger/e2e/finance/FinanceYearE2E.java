package io.tokenledger.e2e.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.e2e.TestLedger;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A year of events over Kafka into books that are closed every month, on a stack of its own. Every statement is held
 * against {@link MonthEnd}, which computes it a second time from the events.
 */
class FinanceYearE2E {
    /** In a long run: {@code ./tokenledger test -pl infra/e2e -am -Dtest=FinanceYearE2E -Dtokenledger.year.events=2000000}. */
    private static final int EVENTS = Integer.getInteger("tokenledger.year.events", 120_000);

    private static final String TENANT = "year";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final long seed = Long.getLong("tokenledger.seed", new Random().nextInt(1_000_000_000));
    private final Year year = new Year(seed, EVENTS);
    private final List<MonthEnd> ends = new ArrayList<>();
    private final Map<String, BigInteger> hashes = new HashMap<>();
    private long lastNumber;

    @Test
    void everyStatementOfAYearIsWhatASecondComputationSays() throws Exception {
        System.out.println("FinanceYearE2E: seed " + seed + ", " + EVENTS + " events");
        Path folder = Path.of("target", "year-" + UUID.randomUUID());
        try (LocalStack stack = LocalStack.builder(LocalStack.home())
                        .dataDirectory(folder)
                        .ports(Ports.free())
                        .progress(System.out::println)
                        .start();
                var ledger = new TestLedger(stack);
                var sender = new YearSender(stack, TENANT, ledger)) {
            run(new Books(stack, TENANT), sender, ledger);
        } finally {
            delete(folder);
        }
    }

    private void run(Books books, YearSender sender, TestLedger ledger) throws Exception {
        var setup = new YearSetup(books, TENANT);
        setup.say();
        long sent = 0;
        for (int month = 0; month < Year.MONTHS; month++) {
            if (Year.month(month).equals(YearMonth.from(Centres.REORGANISED))) {
                setup.reorganise();
            }
            var monthOfBooks = new MonthOfBooks(month);
            year.sentWhileOpen(month, (event, occurred) -> {
                sender.send(event);
                monthOfBooks.book(event, occurred);
            });
            sender.awaitBooked();
            setup.items(month);
            sent += monthOfBooks.requests();
            close(books, Year.month(month).toString());
            var end = new MonthEnd(monthOfBooks, month);
            ends.add(end);
            assertLedger(ledger, month, monthOfBooks);
            assertCosts(books, Year.month(month).toString(), end);
            assertStatements(books, month, end);
            System.out.printf(
                    "%s closed: %d requests, %d of them late, %d unpriced%n",
                    Year.month(month), monthOfBooks.requests(), monthOfBooks.late(), monthOfBooks.unpriced());
        }
        assertThat(sent).isEqualTo(year.size());
        assertNothingHasChanged(books);
        assertThat(ledger.number("SELECT count(*) FROM ledger.rollup_difference"))
                .isZero();
    }

    /** By two people; the first alone is refused. */
    private static void close(Books books, String period) {
        books.decide(period, "closing", "ann", Map.of());
        JsonNode closed = books.decide(period, "close", "bob", Map.of("override_reason", "no bills in this test"));
        assertThat(closed.path("state").asText()).as(closed.toString()).isEqualTo("closed");
    }

    /** What the ledger holds of the month, per currency, is what was sent. */
    private static void assertLedger(TestLedger ledger, int month, MonthOfBooks books) throws SQLException {
        for (Map.Entry<String, Long> spent : books.spent().entrySet()) {
            assertThat(ledger.number(
                            "SELECT sum(cost_pico) FROM ledger.usage_rollup WHERE tenant_id = ? AND currency = ?"
                                    + " AND bucket_start >= ?::timestamptz AND bucket_start < ?::timestamptz",
                            TENANT,
                            spent.getKey(),
                            Year.start(month).toString(),
                            Year.start(month + 1).toString()))
                    .as("%s of %s", spent.getKey(), Year.month(month))
                    .isEqualTo(spent.getValue());
        }
    }

    private void assertStatements(Books books, int month, MonthEnd end) throws Exception {
        String period = Year.month(month).toString();
        var charged = new TreeMap<String, String>();
        var expected = new TreeMap<String, String>();
        BigInteger all = BigInteger.ZERO;
        for (JsonNode head : books.statements(period)) {
            String code = head.path("cost_center").asText();
            charged.put(
                    code,
                    head.path("book_amount").asText() + " USD, "
                            + head.path("amount").asText());
            all = all.add(pico(head.path("book_amount").asText()));
            assertThat(head.path("number").asLong()).as("numbers without a gap").isEqualTo(++lastNumber);
            assertDocument(books, head, end);
        }
        for (String code : end.costCenters()) {
            String exact = decimal(end.charge(code));
            expected.put(code, exact + " USD, " + end.chargeToTheCent(code).toPlainString());
        }
        expected.keySet().removeIf(code -> !charged.containsKey(code) && end.isNothing(code));
        assertThat(charged).as(period).isEqualTo(expected);
        assertThat(all).as("all statements of " + period).isEqualTo(end.all());
    }

    /** The document itself: its hash, its sections, and lines that add up with the rounding line. */
    private void assertDocument(Books books, JsonNode head, MonthEnd end) throws Exception {
        String code = head.path("cost_center").asText();
        String text = books.text(head.path("link").asText());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(head.path("sha256").asText());
        hashes.put(head.path("link").asText(), new BigInteger(1, hash));
        JsonNode document = JSON.readTree(text);
        BigDecimal lines = BigDecimal.ZERO;
        BigDecimal direct = BigDecimal.ZERO;
        for (JsonNode section : document.path("sections")) {
            boolean isDirect = List.of("direct", "adjustments", "charges")
                    .contains(section.path("section").asText());
            direct = isDirect
                    ? direct.add(new BigDecimal(section.path("book_amount").asText()))
                    : direct;
            for (JsonNode line : section.path("lines")) {
                lines = line.path("amount").isTextual()
                        ? lines.add(new BigDecimal(line.path("amount").asText()))
                        : lines;
            }
        }
        JsonNode totals = document.path("totals");
        assertThat(direct).as("direct cost of " + code).isEqualByComparingTo(new BigDecimal(end.direct(code), 12));
        assertThat(lines.add(new BigDecimal(totals.path("rounding").asText())))
                .as("lines and rounding of " + code)
                .isEqualByComparingTo(totals.path("total").path("amount").asText());
    }

    /** The same from the endpoint that tells costs without statements. */
    private static void assertCosts(Books books, String period, MonthEnd end) {
        JsonNode costs = books.get("/v1/cost-center-costs?tenant=" + TENANT + "&period=" + period + "&view=chargeback");
        for (JsonNode line : costs.path("lines")) {
            String code = line.path("cost_center").asText();
            assertThat(pico(line.path("figures").path("direct").asText())).isEqualTo(end.direct(code));
            assertThat(pico(line.path("figures").path("cost").asText())).isEqualTo(end.cost(code));
            assertThat(pico(line.path("figures").path("charge").asText())).isEqualTo(end.charge(code));
        }
        assertThat(pico(costs.path("total").path("figures").path("charge").asText()))
                .isEqualTo(end.all());
    }

    /** Late events and a re-organisation later, every statement has the bytes that it was closed with. */
    private void assertNothingHasChanged(Books books) throws Exception {
        for (Map.Entry<String, BigInteger> statement : hashes.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(books.text(statement.getKey()).getBytes(StandardCharsets.UTF_8));
            assertThat(new BigInteger(1, hash)).as(statement.getKey()).isEqualTo(statement.getValue());
        }
    }

    private static BigInteger pico(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }

    private static String decimal(BigInteger pico) {
        return pico.signum() == 0
                ? "0"
                : new BigDecimal(pico, 12).stripTrailingZeros().toPlainString();
    }

    private static void delete(Path folder) throws Exception {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
