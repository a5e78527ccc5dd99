package io.tokenledger.contract;

import static io.tokenledger.contract.Capability.AUDIO;
import static io.tokenledger.contract.Capability.IMAGES;
import static io.tokenledger.contract.Capability.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    private static final Meters TEXT = Meters.builder().set(Meter.INPUT, 10).build();

    @Test
    void bitsAndNamesNeverChange() {
        assertThat(Capability.values()).extracting(Capability::bit).containsExactly(1, 2, 4);
        assertThat(Capability.values()).extracting(Capability::id).containsExactly("images", "audio", "tools");
    }

    @Test
    void everySetHasANumberOfItsOwnAndIsReadBackFromIt() {
        var all = List.of(IMAGES, AUDIO, TOOLS);
        var numbers = new LinkedHashSet<Integer>();
        for (int subset = 0; subset < 8; subset++) {
            var set = new LinkedHashSet<Capability>();
            for (int i = 2; i >= 0; i--) {
                if ((subset >> i & 1) == 1) {
                    set.add(all.get(i));
                }
            }
            numbers.add(Capability.bits(set));
            assertThat(Capability.ofBits(Capability.bits(set))).isEqualTo(set);
        }
        assertThat(numbers).hasSize(8);
    }

    @Test
    void aBitThatNoneHasIsRefused() {
        for (int bits : new int[] {-1, 8, 256}) {
            assertThatThrownBy(() -> Capability.ofBits(bits)).hasMessageContaining("capabilities " + bits);
        }
    }

    @Test
    void theMetersTellOfPicturesAndSound() {
        assertThat(Capability.impliedBy(TEXT)).isEmpty();
        assertThat(implied(Meter.IMAGE_INPUT)).containsExactly(IMAGES);
        assertThat(implied(Meter.CACHED_IMAGE_INPUT)).containsExactly(IMAGES);
        assertThat(implied(Meter.AUDIO_INPUT)).containsExactly(AUDIO);
        assertThat(implied(Meter.CACHED_AUDIO_INPUT)).containsExactly(AUDIO);
        assertThat(implied(Meter.AUDIO_OUTPUT)).containsExactly(AUDIO);
        // A model that draws need not be able to see, and a film is neither.
        assertThat(implied(Meter.IMAGE_OUTPUT)).isEmpty();
        assertThat(implied(Meter.VIDEO_INPUT)).isEmpty();
    }

    private static Set<Capability> implied(Meter meter) {
        return Capability.impliedBy(Meters.builder().set(meter, 1).build());
    }

    @Test
    void aCapabilityThatWasStatedMakesAnotherEvent() {
        UUID plain = usage(TEXT, Set.of(), null).fingerprint();
        assertThat(usage(TEXT, Set.of(TOOLS), null).fingerprint()).isNotEqualTo(plain);
        assertThat(usage(TEXT, Set.of(TOOLS), null).fingerprint())
                .isNotEqualTo(usage(TEXT, Set.of(IMAGES), null).fingerprint());
        assertThat(usage(TEXT, Set.of(TOOLS, IMAGES), null).fingerprint())
                .isEqualTo(usage(TEXT, new LinkedHashSet<>(List.of(IMAGES, TOOLS)), null)
                        .fingerprint());
    }

    @Test
    void aCapabilityThatTheMetersImplyLeavesTheFingerprintAsItWas() {
        Meters picture = Meters.builder().set(Meter.IMAGE_INPUT, 85).build();
        UUID before = usage(picture, Set.of(), null).fingerprint();
        assertThat(usage(picture, Set.of(IMAGES), null).fingerprint()).isEqualTo(before);
        assertThat(usage(picture, Set.of(IMAGES, TOOLS), null).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aMeasurementIsNoPartOfWhatWasSaid() {
        UUID unmeasured = usage(TEXT, Set.of(TOOLS), null).fingerprint();
        for (long tokens : new long[] {0, 512, 1024}) {
            assertThat(usage(TEXT, Set.of(TOOLS), tokens).fingerprint()).isEqualTo(unmeasured);
        }
    }

    @Test
    void aNegativeMeasurementIsRefused() {
        assertThatThrownBy(() -> usage(TEXT, Set.of(), -1L)).hasMessageContaining("-1");
    }

    private static MeteredUsage usage(Meters meters, Set<Capability> capabilities, @Nullable Long repeated) {
        return new MeteredUsage(
                        "acme",
                        "checkout-bot",
                        "8c6f",
                        "io.tokenledger.usage.v1",
                        new UUID(0, 0),
                        Instant.parse("2026-11-20T10:15:30Z"),
                        Instant.parse("2026-11-20T10:15:31Z"),
                        "openai",
                        "o4-mini",
                        "standard",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        meters,
                        Provenance.COUNTED,
                        Provenance.COUNTED,
                        capabilities,
                        false,
                        null,
                        Measured.ofRepeatedPrefix(repeated))
                .fingerprinted();
    }
}
