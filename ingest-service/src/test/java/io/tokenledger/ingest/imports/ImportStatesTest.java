package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportStatesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    private final ImportStates states = new ImportStates(3);

    private static ImportState state(String id, String status, long lines, Instant updatedAt) {
        return new ImportState(
                id, status, "csv", null, BEGIN, updatedAt, lines, lines, 0, List.of(), 0, null, List.of(), null, null);
    }

    private String statusAt(String id, Duration after) {
        return states.find(id, BEGIN.plus(after)).orElseThrow().status();
    }

    @Test
    void anImportThatFellSilentIsInterruptedAndOneThatEndedIsNot() {
        states.put(state("a", ImportState.RUNNING, 10, BEGIN));
        states.put(state("b", ImportState.DONE, 10, BEGIN));
        assertThat(statusAt("a", Duration.ofSeconds(59))).isEqualTo("running");
        assertThat(statusAt("a", Duration.ofSeconds(60))).isEqualTo("interrupted");
        assertThat(statusAt("b", Duration.ofDays(9))).isEqualTo("done");
    }

    @Test
    void whatIsOlderDoesNotReplaceWhatIsNewer() {
        states.put(state("a", ImportState.DONE, 20, BEGIN.plusSeconds(2)));
        states.put(state("a", ImportState.RUNNING, 10, BEGIN.plusSeconds(1)));
        assertThat(states.find("a", BEGIN).orElseThrow().lines()).isEqualTo(20);
    }

    @Test
    void onlyTheLatestAreKept() {
        for (String id : List.of("a", "b", "c", "d")) {
            states.put(state(id, ImportState.DONE, 1, BEGIN));
        }
        assertThat(states.latest(BEGIN)).map(ImportState::importId).containsExactly("d", "c", "b");
        assertThat(states.find("a", BEGIN)).isEmpty();
    }

    @Test
    void anImportThatIsUnderWayIsNotBegunAgainUntilItIsOverOrSilent() {
        assertThat(states.begin(state("a", ImportState.RUNNING, 0, BEGIN))).isTrue();
        assertThat(states.begin(state("a", ImportState.RUNNING, 0, BEGIN))).isFalse();
        states.put(state("a", ImportState.FAILED, 5, BEGIN.plusSeconds(1)));
        assertThat(states.begin(state("a", ImportState.RUNNING, 0, BEGIN.plusSeconds(2))))
                .isTrue();
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        var state = new ImportState(
                "a",
                ImportState.FAILED,
                "csv",
                "acme",
                BEGIN,
                BEGIN.plusMillis(1500),
                3,
                2,
                1,
                List.of(new LineVerdict(7, "x", "rejected", "count.negative", "is -1")),
                99,
                null,
                List.of("outptu"),
                "import.cut_short",
                "the body broke off");
        byte[] json = ImportStateJson.write(state);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"import_id\":\"a\",\"status\":\"failed\",\"format\":\"csv\",\"tenant\":\"acme\","
                        + "\"started_at\":\"2026-11-21T12:00:00Z\",\"updated_at\":\"2026-11-21T12:00:01.500Z\","
                        + "\"lines\":3,\"accepted\":2,\"rejected\":1,\"first_rejected\":[{\"line\":7,\"id\":\"x\","
                        + "\"verdict\":\"rejected\",\"code\":\"count.negative\",\"detail\":\"is -1\"}],\"bytes\":99,"
                        + "\"ignored_columns\":[\"outptu\"],\"code\":\"import.cut_short\","
                        + "\"detail\":\"the body broke off\"}");
        assertThat(ImportStateJson.read(json)).contains(state);
        assertThat(ImportStateJson.read(new byte[] {'{', '}'})).isEmpty();
        assertThat(ImportStateJson.read(new byte[] {1, 2})).isEmpty();
    }
}
