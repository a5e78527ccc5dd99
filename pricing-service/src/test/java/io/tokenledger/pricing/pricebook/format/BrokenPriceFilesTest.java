package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFileError;
import io.tokenledger.pricing.pricebook.PriceFileException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no price files, and files that are far too large. */
class BrokenPriceFilesTest {
    private static final FileContext CONTEXT =
            new FileContext(Instant.parse("2026-08-01T00:00:00Z"), "test", LocalDate.parse("2026-08-01"));

    private static PriceFileError litellm(String json) {
        return fault(() -> LiteLlmPrices.read(stream(json), CONTEXT), json);
    }

    private static PriceFileError genai(String json) {
        return fault(() -> GenaiPrices.read(stream(json), CONTEXT), json);
    }

    private static PriceFileError fault(ThrowingCallable read, String json) {
        var refused = catchThrowableOfType(PriceFileException.class, read);
        assertThat(refused).as("refusal of %s", json).isNotNull();
        return refused.errors().getFirst();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void brokenJsonIsRefusedWithLineAndColumn() {
        PriceFileError fault = litellm("{\"m\": {\"litellm_provider\": \"p\",\n  \"input_cost_per_token\": 1e-06,,\n");
        assertThat(fault.line()).isEqualTo(2);
        assertThat(fault.column()).isEqualTo("33");
        assertThat(fault.rule()).startsWith("not JSON: ");
        assertThat(fault.toString()).startsWith("line 2, column 33, value ''");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~",
                "[]",
                "1",
                "{",
                "{\"m\": {\"a\": 1, \"a\": 2}}",
                "{\"m\": {}, \"m\": {}}",
                "{} {}",
                "{\"m\": NaN}",
                "{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": 1e99999999999}}",
                "{\"m\": 'x'}",
                "{\"m\": {\"a\": \"\u0000\"}}",
            })
    void whatIsNoSuchFileIsRefusedAsAWhole(String json) {
        assertThat(litellm(json).rule()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"~~", "{}", "[1]", "[{\"models\": 1}]", "[{\"id\": 5}]", "[{}", "[{\"id\": \"a\", \"id\": \"b\"}]"
            })
    void whatIsNoListOfProvidersIsRefused(String json) {
        assertThat(genai(json).rule()).isNotEmpty();
    }

    @Test
    void depthIsLimited() {
        assertThat(litellm("{\"m\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .rule())
                .startsWith("not JSON: ");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
        var refused = catchThrowableOfType(
                PriceFileException.class, () -> LiteLlmPrices.read(new ByteArrayInputStream(bytes), CONTEXT));
        assertThat(refused).isNotNull();
    }

    @Test
    void hundredMegabytesAreReadModelByModel() {
        String padding = "x".repeat(1_900);
        Iterator<InputStream> parts = Stream.of(
                        Stream.of("{"),
                        IntStream.range(0, 52_000).mapToObj(i -> (i == 0 ? "" : ",") + entry(i, padding)),
                        Stream.of("}"))
                .flatMap(texts -> texts)
                .map(BrokenPriceFilesTest::stream)
                .iterator();
        long start = System.nanoTime();
        PriceFile file = LiteLlmPrices.read(new SequenceInputStream(enumeration(parts)), CONTEXT);
        System.out.printf(
                "price file of 100 MB: %d lists, %d ms%n", file.rows().size(), (System.nanoTime() - start) / 1_000_000);
        assertThat(file.rows()).hasSize(52_000);
        assertThat(file.notUnderstood()).hasSize(1);
    }

    private static String entry(int number, String padding) {
        return "\"m" + number + "\": {\"litellm_provider\": \"p\", \"source\": \"" + padding
                + "\", \"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 2e-06}";
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    private static Enumeration<InputStream> enumeration(Iterator<InputStream> parts) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        };
    }
}
