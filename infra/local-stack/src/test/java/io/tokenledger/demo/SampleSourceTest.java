package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.sample.UsageSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSourceTest {
    @TempDir
    Path folder;

    private static SampleSource source(OptionalLong events, @Nullable Path trace) throws UsageException {
        return SampleSource.of(new DemoOptions(events, 7, trace, false, false));
    }

    @Test
    void theCompanyHasTwoHundredThousandEventsByDefault() throws Exception {
        SampleSource source = source(OptionalLong.empty(), null);
        assertThat(source.description()).isEqualTo("200,000 events of 60 days of a sample company, seed 7");
        try (UsageSample sample = source.until(Instant.parse("2026-11-20T10:00:00Z"))) {
            assertThat(sample.records()).isEqualTo(204_050);
        }
    }

    @Test
    void eventsLimitTheRowsOfATrace() throws Exception {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,1,2\n2023-11-16 18:17:04,3,4\n");
        try (UsageSample all = source(OptionalLong.empty(), file).until(Instant.EPOCH);
                UsageSample one = source(OptionalLong.of(1), file).until(Instant.EPOCH)) {
            assertThat(all.records()).isEqualTo(2);
            assertThat(one.records()).isEqualTo(1);
        }
    }

    @Test
    void aMissingOrMalformedTraceIsToldBeforeAnythingIsStarted() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertThatThrownBy(() -> source(OptionalLong.empty(), missing))
                .isInstanceOf(UsageException.class)
                .hasMessage("--trace " + missing + ": no such file");
        Path malformed = Files.writeString(
                folder.resolve("m.csv"), "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,1,-2\n");
        assertThatThrownBy(() -> source(OptionalLong.empty(), malformed))
                .hasMessageStartingWith("--trace " + malformed + ": line 2: GeneratedTokens '-2'");
    }
}
