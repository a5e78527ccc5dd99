package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.NativePriceCsv;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFileError;
import io.tokenledger.pricing.pricebook.PriceFileException;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.ModelName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePriceYamlTest {
    private static final String GOOD = """
            # our prices
            - provider: openai
              model: m
              aliases: [m-1, "m-*"]
              service_tier: standard
              context_from_tokens: 200000
              region: eu
              time_window: mon-fri 08:00-20:00 Europe/Berlin
              valid_from: 2025-06-10
              valid_until: 2026-01-01T00:00:00Z
              currency: USD
              input: 1.10
              output: 4.40
              video_output: 3
              "meter:ocr_pages": 0.001
              web_search: ~
              source: price page
              source_date: 2025-06-10
            """;

    private static List<PriceFileError> faults(String yaml) {
        var refused = catchThrowableOfType(PriceFileException.class, () -> NativePriceYaml.read(yaml));
        assertThat(refused).as("refusal of %s", yaml).isNotNull();
        return refused.errors();
    }

    @Test
    void listOfMapsIsWhatTheSameLinesAreInCsv() {
        PriceFile csv = NativePriceCsv.read("""
                provider,model,aliases,service_tier,context_from_tokens,region,time_window,valid_from,valid_until,currency,input,output,video_output,meter:ocr_pages,web_search,source,source_date
                openai,m,m-1;m-*,standard,200000,eu,mon-fri 08:00-20:00 Europe/Berlin,2025-06-10,2026-01-01T00:00:00Z,USD,1.10,4.40,3,0.001,,price page,2025-06-10
                """);
        PriceFile yaml = NativePriceYaml.read(GOOD);
        assertThat(yaml.names()).isEqualTo(csv.names());
        PriceRow row = yaml.rows().getFirst();
        PriceRow twin = csv.rows().getFirst();
        assertThat(row.key()).isEqualTo(twin.key());
        assertThat(row.range()).isEqualTo(twin.range());
        assertThat(row.rates()).isEqualTo(twin.rates());
        assertThat(row.line()).isEqualTo(2);
    }

    @Test
    void selectorsAndFurtherMetersAreRead() {
        PriceFile file = NativePriceYaml.read(GOOD);
        PriceRow row = file.rows().getFirst();
        assertThat(row.key().contextOverTokens()).isEqualTo(199_999);
        assertThat(row.key().region()).isEqualTo("eu");
        assertThat(row.key().window().text()).isEqualTo("mon,tue,wed,thu,fri 08:00-20:00 Europe/Berlin");
        assertThat(row.rates().own())
                .isEqualTo(Map.of(
                        Meter.INPUT,
                        1_100_000L,
                        Meter.OUTPUT,
                        4_400_000L,
                        Meter.VIDEO_OUTPUT,
                        3_000_000L,
                        Meter.of("ocr_pages"),
                        1_000_000_000L));
        assertThat(file.names())
                .containsExactly(
                        new ModelName("openai", ModelName.Syntax.EXACT, "m-1", "m", 0),
                        new ModelName("openai", ModelName.Syntax.GLOB, "m-*", "m", 0));
    }

    @Test
    void numberIsTakenAsItIsWritten() {
        PriceFile file = NativePriceYaml.read(GOOD.replace("1.10", "1.10000000000000000000001"));
        assertThat(file.rounded())
                .containsExactly(new PriceFile.RoundedPrice(2, "input", "1.10000000000000000000001", "1.1"));
        assertThat(faults(GOOD.replace("1.10", "1.1e1")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("1.1e1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "input: 1.10 | input: -1 | 2 | input",
                "currency: USD | currency: usd | 2 | currency",
                "region: eu | tenant: acme | 2 | tenant",
                "region: eu | regoin: eu | 2 | regoin",
                "video_output: 3 | \"meter:input\": 3 | 2 | meter:input",
                "video_output: 3 | \"meter:OCR\": 3 | 2 | meter:OCR",
                "context_from_tokens: 200000 | context_from_tokens: 1 | 2 | context_from_tokens",
                "region: eu | context_over_tokens: 5 | 2 | context_from_tokens",
                "mon-fri 08:00 | mon-fri 8h | 2 | time_window",
                "provider: openai | region: us | 7 | ~~",
                "provider: openai | {a: 1}: b | 2 | ~~",
                "region: eu | region: {a: 1} | 7 | ~~",
                "region: eu | region: *x | 7 | ~~",
            })
    void faultIsToldWithLineAndColumn(String good, String bad, long line, String column) {
        assertThat(GOOD).contains(good);
        assertThat(faults(GOOD.replace(good, bad))).anySatisfy(fault -> {
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.rule()).isNotBlank();
        });
        assertThat(faults(GOOD.replace(good, bad)).getFirst().line()).isBetween(2L, line);
    }

    @Test
    void contractsAreSentToTheirEndpoint() {
        assertThat(faults(GOOD.replace("region: eu", "tenant: acme")).getFirst().rule())
                .contains("contract prices are published with POST /v1/prices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"a: b", "- x", "- [", "[] []", "\"", "- *x", "- a: \u0001", "[[[[[[[[[[[[[[1]]]]]]]]]]]]]]"})
    void whatIsNoListOfMapsIsRefused(String yaml) {
        assertThat(faults(yaml).getFirst().rule()).isNotBlank();
    }

    @Test
    void secondDocumentIsRefused() {
        assertThat(faults("--- []\n---\n- a: b\n").getFirst().rule()).contains("nothing after it");
    }

    @Test
    void emptyFileHasNoPrices() {
        assertThat(NativePriceYaml.read("# nothing yet\n").rows()).isEmpty();
        assertThat(NativePriceYaml.read("[]").rows()).isEmpty();
    }

    @Test
    void faultsOfAllLinesAreToldAndLinesMustNotContradictEachOther() {
        assertThat(faults(GOOD + GOOD).getFirst().rule()).contains("overlaps line 2");
        String twoFaults = GOOD.replace("1.10", "x") + GOOD.replace("4.40", "y");
        assertThat(faults(twoFaults)).extracting(PriceFileError::line).containsExactly(2L, 20L);
    }
}
