package io.tokenledger.pricing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/** What the ledger's functions say in SQL is what the classes say in Java, and both are what the rule says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SizeClassIT {
    /** As vendors have them: thresholds of prices, context windows, limits of output. */
    private static final List<Long> TOKEN_EDGES = List.of(
            4_096L,
            8_192L,
            16_384L,
            32_768L,
            65_536L,
            128_000L,
            131_072L,
            200_000L,
            256_000L,
            262_144L,
            272_000L,
            400_000L,
            1_000_000L,
            1_047_576L,
            1_048_576L,
            2_000_000L);

    private static final List<Long> OUTPUT_EDGES =
            List.of(4_096L, 8_192L, 16_384L, 32_000L, 32_768L, 64_000L, 65_536L, 100_000L, 128_000L);
    private static final int ROWS_PER_QUERY = 50;

    private final LedgerFixture fixture = new LedgerFixture();
    private final long seed = System.nanoTime();

    private record Request(long input, long output, long requests) {}

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void classOfARequestIsHowManyEdgesItExceeds() {
        assertThat(SizeClass.of(0, 0, 0)).isZero();
        assertThat(SizeClass.of(4_096, 0, 1)).isZero();
        assertThat(SizeClass.of(4_097, 0, 1)).isEqualTo(1_01_00);
        assertThat(SizeClass.of(4_000, 97, 1)).isEqualTo(1_00);
        assertThat(SizeClass.of(200_000, 1, 1)).isEqualTo(7_08_00);
        assertThat(SizeClass.of(8_193, 8_193, 2)).as("rounded up").isEqualTo(1_02_01);
        assertThat(SizeClass.of(10_000_000_000L, 10_000_000_000L, 1)).isEqualTo(16_16_09);
    }

    @Test
    void sqlAndJavaAndTheRuleSayTheSameOfAnyRequest() {
        System.out.println("sqlAndJavaAndTheRuleSayTheSameOfAnyRequest: seed " + seed);
        qt().withFixedSeed(seed)
                .withExamples(400)
                .forAll(lists().of(anyRequest()).ofSize(ROWS_PER_QUERY))
                .checkAssert(requests -> {
                    List<Integer> told = inSql(requests);
                    for (int i = 0; i < requests.size(); i++) {
                        Request request = requests.get(i);
                        int expected = byTheRule(request);
                        assertThat(SizeClass.of(request.input, request.output, request.requests))
                                .as("Java, seed %d, %s", seed, request)
                                .isEqualTo(expected);
                        assertThat(told.get(i))
                                .as("SQL, seed %d, %s", seed, request)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void sqlAndJavaSayTheSameOfWhatARequestMadeUseOf() {
        System.out.println("sqlAndJavaSayTheSameOfWhatARequestMadeUseOf: seed " + seed);
        List<Meter> telling = List.of(
                Meter.IMAGE_INPUT,
                Meter.AUDIO_INPUT,
                Meter.AUDIO_OUTPUT,
                Meter.CACHED_IMAGE_INPUT,
                Meter.CACHED_AUDIO_INPUT,
                Meter.VIDEO_INPUT,
                Meter.IMAGE_OUTPUT);
        qt().withFixedSeed(seed)
                .withExamples(500)
                .forAll(integers().between(0, 7), integers().between(0, 127))
                .checkAssert((stated, present) -> {
                    var builder = Meters.builder();
                    for (int i = 0; i < telling.size(); i++) {
                        builder.set(telling.get(i), present >> i & 1);
                    }
                    Meters meters = builder.build();
                    int images = present & 0b1001;
                    int audio = present & 0b10110;
                    int expected = stated | (images > 0 ? 1 : 0) | (audio > 0 ? 2 : 0);
                    assertThat(stated | Capability.bits(Capability.impliedBy(meters)))
                            .isEqualTo(expected);
                    assertThat(inSql(stated, meters))
                            .as("stated %d, %s", stated, meters)
                            .isEqualTo(expected);
                });
    }

    /** Near an edge, per request, as often as anywhere. */
    private static Gen<Request> anyRequest() {
        Gen<Long> tokens = Generate.pick(
                        LongStream.of(0, 1, 10_000_000_000L).boxed().toList())
                .mix(longs().between(0, 3_000_000))
                .mix(nearAnEdge());
        return tokens.zip(
                tokens,
                longs().between(0, 12),
                (input, output, requests) -> new Request(
                        input * Math.max(1, requests) + requests % 3, output * Math.max(1, requests), requests));
    }

    private static Gen<Long> nearAnEdge() {
        var edges = new ArrayList<>(TOKEN_EDGES);
        edges.addAll(OUTPUT_EDGES);
        return Generate.pick(edges).zip(longs().between(-1, 1), Long::sum);
    }

    private static int byTheRule(Request request) {
        return exceeded(TOKEN_EDGES, request.input, request.requests) * 10_000
                + exceeded(TOKEN_EDGES, request.input + request.output, request.requests) * 100
                + exceeded(OUTPUT_EDGES, request.output, request.requests);
    }

    private static int exceeded(List<Long> edges, long tokens, long requests) {
        BigDecimal one = BigDecimal.valueOf(tokens)
                .divide(BigDecimal.valueOf(requests == 0 ? 1 : requests), 0, RoundingMode.CEILING);
        return (int) edges.stream()
                .filter(edge -> one.compareTo(BigDecimal.valueOf(edge)) > 0)
                .count();
    }

    private List<Integer> inSql(List<Request> requests) {
        try (Connection connection = fixture.database.appDataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT ledger.size_class(i, o, r) FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])"
                                + " WITH ORDINALITY AS asked (i, o, r, n) ORDER BY n")) {
            select.setObject(1, requests.stream().mapToLong(Request::input).toArray());
            select.setObject(2, requests.stream().mapToLong(Request::output).toArray());
            select.setObject(3, requests.stream().mapToLong(Request::requests).toArray());
            try (ResultSet row = select.executeQuery()) {
                var classes = new ArrayList<Integer>();
                while (row.next()) {
                    classes.add(row.getInt(1));
                }
                return classes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int inSql(int stated, Meters meters) {
        try (Connection connection = fixture.database.appDataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT ledger.used_capabilities(?::smallint, ?, ?, ?, ?::jsonb)")) {
            select.setInt(1, stated);
            select.setLong(2, meters.quantity(Meter.IMAGE_INPUT));
            select.setLong(3, meters.quantity(Meter.AUDIO_INPUT));
            select.setLong(4, meters.quantity(Meter.AUDIO_OUTPUT));
            var more = new ArrayList<String>();
            MeterColumns.others(meters).forEach((meter, quantity) -> more.add("\"" + meter.id() + "\":" + quantity));
            select.setString(5, more.isEmpty() ? null : "{" + String.join(",", more) + "}");
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
