package io.tokenledger.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final byte[] TEXT = "a body, a body, a body".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", " Identity "})
    void withoutEncodingTheBodyIsTakenAsItIs(@Nullable String encoding) throws Refusal {
        assertThat(RequestBody.read(TEXT, encoding, TEXT.length)).isEqualTo(TEXT);
        assertThat(RequestBody.read(null, encoding, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void gzipIsInflated(String encoding) throws Exception {
        assertThat(RequestBody.read(gzip(TEXT), encoding, 1000)).isEqualTo(TEXT);
    }

    @Test
    void inflatedUpToTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        byte[] compressed = gzip(new byte[100_000]);
        assertThat(RequestBody.read(compressed, "gzip", 100_000)).hasSize(100_000);
        assertRefused(compressed, "gzip", 99_999, IngestError.REQUEST_TOO_LARGE);
    }

    @Test
    void aSmallBodyThatBecomesAHugeOneIsStopped() throws Exception {
        byte[] bomb = gzip(new byte[200 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        assertRefused(bomb, "gzip", 1024 * 1024, IngestError.REQUEST_TOO_LARGE);
    }

    @Test
    void whatIsTooLargeAsItCameIsRefused() {
        assertRefused(TEXT, null, TEXT.length - 1, IngestError.REQUEST_TOO_LARGE);
    }

    @Test
    void whatIsNotOrNotWhollyGzipIsRefused() throws Exception {
        byte[] compressed = gzip(TEXT);
        byte[] damaged = compressed.clone();
        damaged[compressed.length - 6] ^= 1; // The check sum.
        assertRefused(TEXT, "gzip", 1000, IngestError.CONTENT_ENCODING_INVALID);
        assertRefused(new byte[0], "gzip", 1000, IngestError.CONTENT_ENCODING_INVALID);
        assertRefused(
                Arrays.copyOf(compressed, compressed.length - 9), "gzip", 1000, IngestError.CONTENT_ENCODING_INVALID);
        assertRefused(damaged, "gzip", 1000, IngestError.CONTENT_ENCODING_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip"})
    void otherEncodingsAreRefused(String encoding) {
        assertRefused(TEXT, encoding, 1000, IngestError.CONTENT_ENCODING_UNSUPPORTED);
        assertThat(IngestError.CONTENT_ENCODING_UNSUPPORTED.httpStatus()).isEqualTo(415);
    }

    private static void assertRefused(byte[] body, @Nullable String encoding, int maxBytes, IngestError error) {
        assertThatThrownBy(() -> RequestBody.read(body, encoding, maxBytes))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::error)
                .isEqualTo(error);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
