package io.tokenledger.report.mover;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoversTest {
    private static List<@Nullable String> byTeam(LineKey key) {
        return Arrays.asList(key.team());
    }

    /**
     * Search moves from a dear model to a cheap one and uses more of it; ads pays more for the same; ops has a credit.
     */
    @Test
    void effectsAreToldModelByModelAndAddedUpByGroup() {
        List<DirectLine> before = List.of(
                line("search", "dear", "input", 100, 1_000),
                line("search", "cheap", "input", 10, 20),
                line("ads", "dear", "output", 50, 500),
                line("ops", "dear", "charge", 0, 5));
        List<DirectLine> now = List.of(
                line("search", "cheap", "input", 200, 400),
                line("ads", "dear", "output", 40, 480),
                line("ads", "dear", "output", 10, 120),
                line("ops", "dear", "charge", 0, -7));
        assertThat(Movers.of(before, MoversTest::byTeam, now, MoversTest::byTeam))
                .containsExactly(
                        mover("search", 1_020, 400, -1_000 + 380, 0, 0),
                        mover("ads", 500, 600, 0, 100, 0),
                        mover("ops", 5, -7, 0, 0, -12));
    }

    @Test
    void whatIsNotAskedForOrHasNoPriceIsLeftOut() {
        List<DirectLine> now = List.of(
                line("search", "a", "input", 10, 100),
                line("ads", "a", "input", 10, 100),
                new DirectLine(key("search", "new", "input"), 7, null, null));
        assertThat(Movers.of(List.of(), MoversTest::searchAlone, now, MoversTest::searchAlone))
                .containsExactly(mover("search", 0, 100, 100, 0, 0));
    }

    private static @Nullable List<@Nullable String> searchAlone(LineKey key) {
        return "search".equals(key.team()) ? Arrays.asList(key.team()) : null;
    }

    private static Mover mover(String team, long before, long now, long volume, long price, long other) {
        return new Mover(
                List.of(team),
                BigInteger.valueOf(before),
                BigInteger.valueOf(now),
                new Effects(BigInteger.valueOf(volume), BigInteger.valueOf(price), BigInteger.valueOf(other)));
    }

    private static DirectLine line(String team, String model, String meter, long quantity, long cost) {
        return new DirectLine(key(team, model, meter), quantity, BigInteger.valueOf(cost), BigInteger.valueOf(cost));
    }

    private static LineKey key(String team, String model, String meter) {
        return new LineKey(
                Attribution.NONE,
                DirectKind.USAGE,
                null,
                null,
                team,
                null,
                null,
                null,
                "openai",
                model,
                "standard",
                null,
                meter,
                null,
                null,
                "USD");
    }
}
