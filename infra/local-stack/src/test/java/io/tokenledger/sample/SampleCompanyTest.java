package io.tokenledger.sample;

import static io.tokenledger.sample.SampleReading.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

class SampleCompanyTest {
    private static final long EVENTS = 50_000;

    private static UsageSample company(long seed) {
        return SampleCompany.stream(seed, END, SampleMix.believable(EVENTS));
    }

    @Test
    void sameSeedAndEndGiveTheSameBytesInTheSameOrder() {
        assertThat(SampleReading.texts(company(7))).isEqualTo(SampleReading.texts(company(7)));
    }

    @Test
    void anotherSeedGivesOtherEvents() {
        List<String> one = SampleReading.texts(company(7));
        assertThat(SampleReading.texts(company(8))).hasSameSizeAs(one).doesNotContainAnyElementsOf(one.subList(0, 100));
    }

    @Test
    void totalsAreWhatAReceiverCounts() {
        UsageSample sample = company(7);
        SampleReading reading = SampleReading.of(sample);
        assertThat(sample.totals()).isEqualTo(reading.totals());
        assertThat(reading.records).isEqualTo(sample.records()).isEqualTo(51_013);
        assertThat(reading.duplicates).as("2 %").isEqualTo(1_000);
        assertThat(reading.conflicts).isEqualTo(3);
        assertThat(reading.rejected).isEqualTo(10);
        assertThat(reading.priced + reading.unpriced).isEqualTo(EVENTS);
        assertThat(reading.unpriced).as("a few hundred of 200 000").isBetween(30L, 200L);
    }

    @Test
    void totalsOfAnySampleAreWhatAReceiverCounts() {
        QuickTheory.qt()
                .withExamples(40)
                .forAll(
                        SourceDSL.longs().all(),
                        SourceDSL.longs().between(1, 3_000),
                        SourceDSL.integers().between(1, 30))
                .checkAssert((seed, events, tenants) -> {
                    var mix = new SampleMix(events, tenants, events / 3, events / 7, events / 5, seed % 2 == 0);
                    UsageSample sample = SampleCompany.stream(seed, END, mix);
                    SampleReading reading = SampleReading.of(sample);
                    assertThat(sample.totals()).isEqualTo(reading.totals());
                    assertThat(reading.records).isEqualTo(mix.records());
                });
    }

    @Test
    void totalsOfAPartAreThoseOfTheRecordsHandedOut() {
        UsageSample sample = company(3);
        for (int i = 0; i < 12_345; i++) {
            sample.next();
            assertThat(sample.totals().records()).isEqualTo(i + 1);
        }
    }

    @Test
    void duplicatesComeLaterAndOutOfOrder() {
        List<String> texts = SampleReading.texts(company(7));
        Map<String, Integer> firstAt = new HashMap<>();
        int last = -1;
        int backwards = 0;
        int furthest = 0;
        for (int i = 0; i < texts.size(); i++) {
            Integer first = firstAt.putIfAbsent(texts.get(i), i);
            if (first != null) {
                backwards += first < last ? 1 : 0;
                furthest = Math.max(furthest, i - first);
                last = first;
            }
        }
        assertThat(backwards).as("replays that come before an earlier one's").isGreaterThan(300);
        assertThat(furthest).as("records between an event and its replay").isGreaterThan(10_000);
    }

    @Test
    void everyEventHappensWithinTheSixtyDays() {
        for (JsonNode event : SampleReading.of(company(7)).events) {
            Instant time = Instant.parse(event.path("time").asText());
            assertThat(time).isBefore(END).isAfterOrEqualTo(END.minus(Duration.ofDays(60)));
        }
    }

    @Test
    void theCompanyHasSixTeamsAndAboutTwentyApps() {
        List<JsonNode> events = SampleReading.of(company(7)).events;
        assertThat(values(events, "/data/team"))
                .containsExactlyInAnyOrder("search", "support", "engineering", "marketing", "finance", "data");
        assertThat(values(events, "/data/app")).hasSizeBetween(18, 22);
        assertThat(values(events, "/data/environment")).containsExactlyInAnyOrder("prod", "staging", "dev");
        assertThat(values(events, "/data/tenant")).containsExactly("acme");
    }

    @Test
    void o3AndO4MiniRunAtLowAndHighEffortBesideOtherModels() {
        Set<String> uses = SampleReading.of(company(7)).events.stream()
                .map(event -> SampleReading.model(event) + " " + SampleReading.effort(event))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(uses)
                .contains("o3 low", "o3 high", "o4-mini low", "o4-mini high", "gpt-4.1 ", "gpt-4.1-mini ", "gpt-5 low")
                .contains("gpt-5-mini low", "claude-sonnet-4-5 ", "claude-haiku-4-5 ", "acme-finetune-7b ");
    }

    @Test
    void mostEventsAreNativeAndSomeInTheDialectOfTheirProvider() {
        Map<String, Long> byType = SampleReading.of(company(7)).events.stream()
                .collect(Collectors.groupingBy(event -> event.path("type").asText(), Collectors.counting()));
        assertThat(byType).containsOnlyKeys("io.tokenledger.usage.v1", "openai.chat.completion", "openai.response");
        assertThat(byType.get("io.tokenledger.usage.v1")).isGreaterThan(EVENTS / 2);
        assertThat(byType.get("openai.chat.completion")).isGreaterThan(EVENTS / 50);
        assertThat(byType.get("openai.response")).isGreaterThan(EVENTS / 50);
    }

    @Test
    void noEventHasAnyContent() {
        for (String text : SampleReading.texts(company(7))) {
            assertThat(text)
                    .doesNotContain(
                            "\"content\"", "\"messages\"", "\"choices\"", "\"text\"", "\"output\":", "\"prompt\"");
        }
    }

    @Test
    void partsAreNeverMoreThanTheirWhole() {
        for (JsonNode event : SampleReading.of(company(7)).events) {
            assertThat(SampleReading.reasoning(event)).isLessThanOrEqualTo(SampleReading.output(event));
            JsonNode usage = event.at("/data/usage");
            assertThat(usage.path("cached_input_tokens").longValue()
                            + usage.path("cache_write_tokens").longValue())
                    .isLessThanOrEqualTo(SampleReading.input(event));
        }
    }

    @Test
    void loadIsNativeAndSpreadOverItsTenants() {
        UsageSample sample = SampleCompany.stream(5, END, SampleMix.load(20_000, 40));
        SampleReading reading = SampleReading.of(sample);
        assertThat(values(reading.events, "/type")).containsExactly("io.tokenledger.usage.v1");
        assertThat(values(reading.events, "/data/tenant")).hasSize(40);
        assertThat(sample.totals().booked()).isEqualTo(20_000).isEqualTo(sample.records());
    }

    @Test
    void whenAllAreOutThereIsNoNext() {
        UsageSample sample = SampleCompany.stream(5, END, SampleMix.load(1, 1));
        sample.next();
        assertThat(sample).isExhausted();
        assertThatThrownBy(sample::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aMixThatCannotBeIsRefused() {
        assertThatThrownBy(() -> SampleMix.believable(0)).hasMessageContaining("from 1 to 50000000, not 0");
        assertThatThrownBy(() -> SampleMix.believable(50_000_001)).hasMessageContaining("not 50000001");
        assertThatThrownBy(() -> SampleMix.load(10, 1).withDuplicates(11)).hasMessageContaining("duplicates 11");
        assertThatThrownBy(() -> SampleMix.load(10, 0)).hasMessageContaining("tenants must be at least 1, not 0");
    }

    private static Set<String> values(List<JsonNode> events, String place) {
        return events.stream().map(event -> event.at(place).asText()).collect(Collectors.toCollection(TreeSet::new));
    }
}
