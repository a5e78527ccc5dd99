package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ProgressLine progress(boolean terminal) {
        return new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 2_000);
    }

    @Test
    void aFileGetsALineForEveryTenth() {
        ProgressLine progress = progress(false);
        for (int settled = 0; settled <= 2_000; settled += 25) {
            progress.show(2_000, settled);
        }
        progress.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10)
                .startsWith(" 10 %  2,000 of 2,000 sent, 200 in the books")
                .endsWith("100 %  2,000 of 2,000 sent, 2,000 in the books");
    }

    @Test
    void aTerminalGetsOneLineThatIsDrawnAgain() {
        ProgressLine progress = progress(true);
        progress.show(1_500, 1_000);
        progress.show(2_000, 2_000);
        progress.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\r[" + "#".repeat(15) + "-".repeat(15) + "]  50 %  1,500 of 2,000 sent, 1,000 in the books  "
                                + "\r[" + "#".repeat(30) + "] 100 %  2,000 of 2,000 sent, 2,000 in the books  "
                                + System.lineSeparator());
    }
}
