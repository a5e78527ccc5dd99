package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    @Test
    void o3IsItsOwnNameAndItsSnapshotsButNotItsSiblings() {
        List<Chargeback.Line> lines = Stream.of("o3", "o3-2025-04-16", "o3-mini", "o3-pro", "o4-mini")
                .map(model -> new Chargeback.Line(Map.of("model", model), 1, 1, 0, 1, 0, BigDecimal.ONE, 0))
                .toList();
        assertThat(ModelComparison.o3(new Chargeback(lines, Chargeback.Line.NOTHING)))
                .extracting(line -> line.of("model"))
                .containsExactly("o3", "o3-2025-04-16");
    }
}
