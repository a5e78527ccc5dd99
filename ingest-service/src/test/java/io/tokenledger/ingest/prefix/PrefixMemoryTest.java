package io.tokenledger.ingest.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrefixMemoryTest {
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private long nanos;
    private int events;
    private final PrefixMemory memory = new PrefixMemory(1000, HOUR, () -> nanos);

    @Test
    void aPromptThatWasSentBeforeIsRepeatedInItsWholeBlocks() {
        assertThat(send(memory, 1300, TEN)).isZero();
        assertThat(send(memory, 1300, TEN)).isEqualTo(1024);
        assertThat(send(memory, 2048, TEN)).isEqualTo(1024);
        assertThat(send(memory, 2048, TEN)).isEqualTo(2048);
        assertThat(send(memory, 511, TEN)).isZero();
        assertThat(send(memory, 512, TEN)).isEqualTo(512);
        assertThat(send(memory, 0, TEN)).isZero();
    }

    @Test
    void whatFollowsADifferenceIsNotRepeated() {
        send(memory, 2048, TEN);
        PromptBlocks other = prompt(memory);
        fill(other, 0, 700);
        other.token(-7);
        fill(other, 701, 2048);
        assertThat(memory.repeatedTokens(other, event(), TEN)).isEqualTo(512);
    }

    @Test
    void aPictureInThePromptIsPartOfIt() {
        for (String picture : new String[] {"a", "b"}) {
            PromptBlocks prompt = prompt(memory);
            fill(prompt, 0, 600);
            prompt.notText(TextNode.valueOf(picture));
            fill(prompt, 600, 1024);
            long expected = picture.equals("a") ? 0 : 512;
            assertThat(memory.repeatedTokens(prompt, event(), TEN)).isEqualTo(expected);
        }
        assertThat(send(memory, 1024, TEN)).isEqualTo(512);
    }

    @Test
    void anotherTenantProviderOrModelHasAMemoryOfItsOwn() {
        send(memory, 512, TEN);
        for (PromptBlocks other : new PromptBlocks[] {
            prompt(memory, "b", "p", "m"), prompt(memory, "t", "q", "m"), prompt(memory, "t", "p", "n"),
            prompt(memory, "tp", "", "m"), prompt(memory, "", "tp", "m"), prompt(memory, "t", "pm", "")
        }) {
            fill(other, 0, 512);
            assertThat(memory.repeatedTokens(other, event(), TEN)).isZero();
        }
        assertThat(send(memory, 512, TEN)).isEqualTo(512);
    }

    @Test
    void aBlockIsForgottenAnHourAfterItsLastUseByTheEventsOwnTimes() {
        send(memory, 512, TEN);
        assertThat(send(memory, 512, TEN.plus(HOUR))).isEqualTo(512);
        assertThat(send(memory, 512, TEN.plus(HOUR).plus(HOUR))).isEqualTo(512);
        Instant late = TEN.plus(HOUR).plus(HOUR).plus(HOUR).plusNanos(1000);
        assertThat(send(memory, 512, late)).isZero();
        assertThat(send(memory, 512, late)).isEqualTo(512);
    }

    @Test
    void anEventThatHappenedBeforeTheOthersHasRepeatedNothing() {
        send(memory, 512, TEN);
        assertThat(send(memory, 512, TEN.minusNanos(1000))).isZero();
    }

    @Test
    void anEventThatIsDeliveredAgainDoesNotCountItself() {
        UUID event = event();
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(send(memory, event, 1024, TEN)).isZero();
        }
        assertThat(send(memory, 1024, TEN.plusSeconds(1))).isEqualTo(1024);
        assertThat(send(memory, event, 1024, TEN)).isZero();
    }

    @Test
    void anEventThatRepeatedAnotherStillDoesWhenItIsDeliveredAgain() {
        send(memory, 512, TEN);
        UUID event = event();
        assertThat(send(memory, event, 1024, TEN)).isEqualTo(512);
        assertThat(send(memory, event, 1024, TEN)).isEqualTo(512);
    }

    @Test
    void blocksThatNobodyUsesLeaveTheMemoryByTheClock() {
        send(memory, 5120, TEN);
        assertThat(memory.blocks()).isEqualTo(10);
        nanos += TimeUnit.MINUTES.toNanos(59);
        assertThat(send(memory, 512, TEN)).isEqualTo(512);
        nanos += TimeUnit.MINUTES.toNanos(59);
        assertThat(memory.blocks()).isEqualTo(1);
        nanos += TimeUnit.MINUTES.toNanos(1);
        assertThat(memory.blocks()).isZero();
        assertThat(send(memory, 512, TEN)).isZero();
    }

    @Test
    void thereAreNeverMoreBlocksThanTheBound() {
        var small = new PrefixMemory(16, HOUR, () -> nanos);
        for (int tenant = 0; tenant < 100; tenant++) {
            PromptBlocks prompt = prompt(small, "t" + tenant, "p", "m");
            fill(prompt, 0, 4096);
            small.repeatedTokens(prompt, event(), TEN);
            assertThat(small.blocks()).isBetween(1L, 16L);
        }
    }

    @Test
    void withoutRoomNothingIsMeasured() {
        assertThat(new PrefixMemory(0, HOUR).prompt("t", "p", "m")).isNull();
    }

    @Test
    void aMemoryThatCannotBeIsRefusedWithItsValues() {
        assertThatThrownBy(() -> new PrefixMemory(-1, HOUR)).hasMessageContaining("max blocks is -1");
        assertThatThrownBy(() -> new PrefixMemory(1, Duration.ZERO)).hasMessageContaining("lifetime PT0S");
    }

    @Test
    void theHashesOfEachProcessAreItsOwnAndAreNotShown() {
        Set<BlockHash> hashes = new HashSet<>();
        for (int process = 0; process < 3; process++) {
            PromptBlocks prompt = prompt(new PrefixMemory(10, HOUR));
            fill(prompt, 0, 512);
            hashes.addAll(prompt.hashes());
            BlockHash hash = prompt.hashes().getFirst();
            assertThat(prompt + " " + hash + " " + prompt.hashes())
                    .doesNotContain(Long.toString(hash.high()), Long.toString(hash.low()));
        }
        assertThat(hashes).hasSize(3);
    }

    private long send(PrefixMemory memory, int tokens, Instant at) {
        return send(memory, event(), tokens, at);
    }

    private long send(PrefixMemory memory, UUID event, int tokens, Instant at) {
        PromptBlocks prompt = prompt(memory);
        fill(prompt, 0, tokens);
        return memory.repeatedTokens(prompt, event, at);
    }

    private UUID event() {
        return new UUID(++events, 0);
    }

    private static void fill(PromptBlocks prompt, int from, int to) {
        for (int token = from; token < to; token++) {
            prompt.token(token);
        }
    }

    private static PromptBlocks prompt(PrefixMemory memory) {
        return prompt(memory, "t", "p", "m");
    }

    private static PromptBlocks prompt(PrefixMemory memory, String tenant, String provider, String model) {
        return Objects.requireNonNull(memory.prompt(tenant, provider, model));
    }
}
