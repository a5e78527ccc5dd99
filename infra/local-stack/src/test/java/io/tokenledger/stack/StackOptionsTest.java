package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackOptionsTest {
    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void withoutWordsThePortsAreTheDocumentedOnes() {
        assertThat(StackOptions.parse(List.of(), NOTHING).ports()).isEqualTo(new Ports(8081, 8082, 8083, 9092, 5432));
    }

    @Test
    void environmentChangesAPort() {
        Map<String, String> environment = Map.of("TOKENLEDGER_KAFKA_PORT", "19092", "TOKENLEDGER_POSTGRES_PORT", "");
        assertThat(StackOptions.parse(List.of(), environment).ports())
                .isEqualTo(new Ports(8081, 8082, 8083, 19092, 5432));
    }

    @Test
    void flagBeatsEnvironment() {
        Map<String, String> environment = Map.of("TOKENLEDGER_INGEST_PORT", "1111");
        List<String> arguments = List.of("--ingest-port", "2222", "--report-port=3333");
        assertThat(StackOptions.parse(arguments, environment).ports())
                .isEqualTo(new Ports(2222, 8082, 3333, 9092, 5432));
    }

    @Test
    void freePortsFillOnlyWhatIsNotGiven() {
        Ports ports = StackOptions.parse(List.of("--free-ports", "--kafka-port", "9999"), NOTHING)
                .ports();
        assertThat(ports.kafka()).isEqualTo(9999);
        assertThat(List.of(ports.ingest(), ports.pricing(), ports.report(), ports.postgres()))
                .doesNotHaveDuplicates()
                .allMatch(FreePort::isFree)
                .doesNotContain(8081, 8082, 8083, 5432);
    }

    @Test
    void otherArgumentsAreLeftInTheirOrder() {
        List<String> arguments = List.of("--events", "10", "--kafka-port", "9999", "--exit");
        assertThat(StackOptions.parse(arguments, NOTHING).rest()).containsExactly("--events", "10", "--exit");
    }

    @Test
    void aPortThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> StackOptions.parse(List.of("--kafka-port", "many"), NOTHING))
                .isInstanceOf(StackFailure.class)
                .hasMessage("--kafka-port needs a port number, not \"many\"");
        assertThatThrownBy(() -> StackOptions.parse(List.of("--kafka-port"), NOTHING))
                .hasMessage("--kafka-port needs a port number, not \"\"");
        assertThatThrownBy(() -> StackOptions.parse(List.of(), Map.of("TOKENLEDGER_REPORT_PORT", "8o83")))
                .hasMessage("TOKENLEDGER_REPORT_PORT needs a port number, not \"8o83\"");
    }

    @Test
    void aPortThatCannotBeIsRefused() {
        assertThatThrownBy(() -> StackOptions.parse(List.of("--report-port", "70000"), NOTHING))
                .hasMessage("report port 70000 is not between 1 and 65535");
        assertThatThrownBy(() -> StackOptions.parse(List.of("--report-port", "9092"), NOTHING))
                .hasMessage("port 9092 is given to both report and kafka");
    }
}
