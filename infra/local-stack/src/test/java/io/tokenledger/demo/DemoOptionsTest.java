package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    private static DemoOptions parse(String... arguments) throws UsageException {
        return DemoOptions.parse(List.of(arguments));
    }

    @Test
    void withoutOptionsItIsTheSampleCompanyThatStaysUp() throws UsageException {
        assertThat(parse()).isEqualTo(new DemoOptions(OptionalLong.empty(), 7, null, false, false));
    }

    @Test
    void everyOptionIsRead() throws UsageException {
        assertThat(parse("--events", "5000", "--seed=-3", "--trace", "some file.csv", "--exit"))
                .isEqualTo(new DemoOptions(OptionalLong.of(5_000), -3, Path.of("some file.csv"), true, false));
        assertThat(parse("--help").help()).isTrue();
    }

    @Test
    void theLimitsOfEventsAreAllowed() throws UsageException {
        assertThat(parse("--events", "1").events()).hasValue(1);
        assertThat(parse("--events", "50000000").events()).hasValue(50_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "--events 0,         '--events must be from 1 to 50000000, not 0'",
        "--events 50000001,  '--events must be from 1 to 50000000, not 50000001'",
        "--events many,      '--events must be a whole number, not ''many'''",
        "--events,           '--events needs a value'",
        "--events --exit,    '--events needs a value'",
        "--seed 1.5,         '--seed must be a whole number, not ''1.5'''",
        "--seed=,            '--seed needs a value'",
        "--trace,            '--trace needs a value'",
        "--exit=yes,         '--exit takes no value'",
        "--evnets 5,         'unknown option --evnets; ./tokenledger demo --help lists them'",
        "now,                'unknown option now; ./tokenledger demo --help lists them'"
    })
    void whatCannotBeUsedIsSaidInOneLine(String line, String message) {
        assertThatThrownBy(() -> parse(line.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
