package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpOptionsTest {
    @Test
    void everythingRunsUnlessLeftOut() {
        assertThat(parse().services()).containsExactlyInAnyOrder(Service.INGEST, Service.PRICING, Service.REPORT);
        assertThat(parse("--without", "pricing,report").services()).containsExactly(Service.INGEST);
        assertThat(parse("--without", "all").services()).isEmpty();
    }

    @Test
    void dataGoesWhereItIsTold() {
        assertThat(parse("--data", "/somewhere/else").dataDirectory()).isEqualTo(Path.of("/somewhere/else"));
        assertThat(parse().dataDirectory()).isNull();
    }

    @Test
    void whatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> parse("--loud")).hasMessageStartingWith("unknown option --loud");
        assertThatThrownBy(() -> parse("--data")).hasMessage("--data needs a value");
        assertThatThrownBy(() -> parse("--without", "gateway"))
                .hasMessageContaining("no service is called \"gateway\"");
    }

    private static UpOptions parse(String... arguments) {
        return UpOptions.parse(List.of(arguments), Map.of());
    }
}
