package io.tokenledger.report.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random questions over a change of clocks in several zones, held against the events themselves, by java.time. */
class UsageReaderIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final int QUESTIONS = 250;
    private static final int ANY = 1_000_000;

    private static final List<Event> EVENTS = RandomUsage.events(new Random(SEED), 6_000);
    private static UsageReader reader = reader(TestLedger.withoutSchema("not_yet"));

    @BeforeAll
    static void bookEvents() {
        TestLedger ledger = TestLedger.empty("random_usage");
        Bookkeeper.book(ledger, EVENTS);
        reader = reader(ledger);
    }

    @Test
    void rollupAndEntriesBothAnswerAsTheEventsAddUp() {
        Random random = new Random(SEED);
        int answered = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            UsageQuery query = RandomUsage.question(random);
            Map<List<@Nullable String>, Usage> expected = RecomputedUsage.of(query, EVENTS);
            for (UsageSource source : UsageSource.values()) {
                if (query.source() == UsageSource.ENTRIES && source != UsageSource.ENTRIES) {
                    continue;
                }
                assertThat(byGroup(reader.read("test", query, source, ANY).rows()))
                        .as("seed %d, question %d from %s: %s", SEED, i, source, query)
                        .isEqualTo(expected);
                answered++;
            }
        }
        assertThat(answered).as("questions, rollup and entries").isGreaterThan(QUESTIONS);
    }

    @Test
    void questionThatNeedsUserOrTagIsAnsweredFromEntriesAndAnyOtherFromTheRollup() {
        UsageQuery byTeam = RandomUsage.question(List.of(Dimension.Attribute.TEAM), List.of());
        assertThat(byTeam.source()).isEqualTo(UsageSource.ROLLUPS);
        assertThat(RandomUsage.question(List.of(Dimension.Attribute.USER), List.of())
                        .source())
                .isEqualTo(UsageSource.ENTRIES);
        assertThat(RandomUsage.question(List.of(), List.of(new Filter(new Dimension.Tag("feature"), List.of("x"))))
                        .source())
                .isEqualTo(UsageSource.ENTRIES);
    }

    @Test
    void moreLinesThanAllowedAreRefused() {
        UsageQuery byHour = RandomUsage.question(List.of(new Dimension.Calendar(Interval.HOUR)), List.of());
        assertThatThrownBy(() -> reader.read("test", byHour, 5))
                .hasMessageStartingWith("result.too_large: more than 5 lines: narrow it");
    }

    @Test
    void textThatLooksLikeSqlIsAValueAndNothingElse() {
        String evil = "x'); DROP VIEW ledger.usage_by_entry; --";
        UsageQuery query = RandomUsage.question(
                List.of(new Dimension.Tag(evil)),
                List.of(new Filter(Dimension.Attribute.TEAM, List.of(evil, "\\", "search"))));
        assertThat(reader.read("test", query, ANY).rows())
                .as("only team search exists, and no event has such a tag")
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.group()).containsExactly((String) null));
    }

    private static UsageReader reader(TestLedger ledger) {
        return new UsageReader(new LedgerViews(
                ledger.serviceDataSource("-c default_transaction_read_only=on"), new SimpleMeterRegistry()));
    }

    private static Map<List<@Nullable String>, Usage> byGroup(List<UsageRow> rows) {
        Map<List<@Nullable String>, Usage> byGroup = new HashMap<>();
        for (UsageRow row : rows) {
            assertThat(byGroup.put(new ArrayList<>(row.group()), row.usage()))
                    .as("a second row for %s", row.group())
                    .isNull();
        }
        return byGroup;
    }
}
