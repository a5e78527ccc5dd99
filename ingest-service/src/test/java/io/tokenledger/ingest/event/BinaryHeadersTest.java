package io.tokenledger.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BinaryHeadersTest {
    @Test
    void attributesAreFoundByEitherPrefixInAnyCase() {
        var headers = new BinaryHeaders();
        headers.add("ce_id", "1");
        headers.add("CE-Source", "s");
        headers.add("traceparent", "00-1");
        headers.add("ce_", "nameless");
        headers.add("ce_time", null);
        headers.add("content-type", "application/json");
        assertThat(headers.attributes()).isEqualTo(Map.of("id", "1", "source", "s"));
    }

    @Test
    void aStructuredContentTypeMakesThemMeaningless() {
        var headers = new BinaryHeaders();
        headers.add("ce_id", "1");
        headers.add("Content-Type", "application/CloudEvents+json; charset=utf-8");
        assertThat(headers.attributes()).isEmpty();
    }

    @Test
    void valuesOfHttpArePercentDecoded() {
        var headers = new BinaryHeaders();
        headers.addPercentEncoded("ce-a", "Euro%20%E2%82%AC%20%F0%9F%98%80");
        headers.addPercentEncoded("ce-b", "100% sure%2");
        headers.addPercentEncoded("ce-c", "%FF");
        assertThat(headers.attributes()).isEqualTo(Map.of("a", "Euro € 😀", "b", "100% sure%2", "c", "%FF"));
    }
}
