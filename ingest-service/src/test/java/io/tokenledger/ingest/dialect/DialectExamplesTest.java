package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/dialects.md, as a reader would send them. */
class DialectExamplesTest {
    private static final Pattern EVENT = Pattern.compile("/v1/events -H '[^']*' -d '([^']*)'");

    @Test
    void everyEventOfTheDialectsPageIsAccepted() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "dialects.md"));
        Matcher event = EVENT.matcher(page);
        int events = 0;
        while (event.find()) {
            events++;
            assertThat(Deliveries.outcomes(event.group(1)))
                    .as(event.group(1))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
        }
        assertThat(events).isGreaterThan(3);
    }
}
