package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenledger.contract.Meter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativePriceCsvTest {
    private static final String HEADER =
            "provider,model,aliases,service_tier,context_over_tokens,valid_from,valid_until,currency,input,cached_input,"
                    + "output,web_search,request,source,source_date\n";
    private static final String GOOD =
            "openai,m,m-1;m-2,standard,,2025-06-10,,USD,1.10,0.275,4.40,10,0.01,price page,2025-06-10\n";

    @Test
    void lineIsReadWithUnitsAsVendorsPrintThem() {
        PriceRow row = NativePriceCsv.read(HEADER + GOOD).rows().getFirst();
        assertThat(row.key()).isEqualTo(PriceKey.list("openai", "m", "standard", 0));
        assertThat(row.range()).isEqualTo(new ValidRange(Instant.parse("2025-06-10T00:00:00Z"), null));
        assertThat(row.rates().own())
                .containsOnly(
                        entry(Meter.INPUT, 1_100_000),
                        entry(Meter.CACHED_INPUT, 275_000),
                        entry(Meter.OUTPUT, 4_400_000),
                        entry(Meter.WEB_SEARCHES, 10_000_000_000L),
                        entry(Meter.REQUESTS, 10_000_000_000L));
    }

    @Test
    void timeWithAnOffsetIsTheSameInstantInUtc() {
        PriceRow row = NativePriceCsv.read(
                        HEADER + GOOD.replace("2025-06-10,,", "2025-06-10T02:00:00+02:00,2025-06-11,"))
                .rows()
                .getFirst();
        assertThat(row.range())
                .isEqualTo(
                        new ValidRange(Instant.parse("2025-06-10T00:00:00Z"), Instant.parse("2025-06-11T00:00:00Z")));
    }

    @Test
    void commentsBlankLinesByteOrderMarkQuotesAndWindowsLineEndsAreFine() {
        String csv = "\uFEFF# a comment, with commas\r\n"
                + (HEADER + "\n" + GOOD.replace("price page", "\"a, \"\"b\"\"\"")).replace("\n", "\r\n");
        assertThat(NativePriceCsv.read(csv).rows())
                .singleElement()
                .extracting(PriceRow::source)
                .isEqualTo("a, \"b\"");
    }

    @Test
    void priceFinerThanPicoIsRoundedHalfEvenAndListed() {
        PriceFile file = NativePriceCsv.read(HEADER + GOOD.replace("1.10,0.275", "1.0000005,1.0000015"));
        assertThat(file.rows().getFirst().rates().own())
                .contains(entry(Meter.INPUT, 1_000_000), entry(Meter.CACHED_INPUT, 1_000_002));
        assertThat(file.rounded())
                .containsExactly(
                        new PriceFile.RoundedPrice(2, "input", "1.0000005", "1"),
                        new PriceFile.RoundedPrice(2, "cached_input", "1.0000015", "1.000002"));
    }

    static Stream<Arguments> faultyFields() {
        return Stream.of(
                arguments("1.10", "-1", "input", "-1"),
                arguments("1.10", "1e3", "input", "1e3"),
                arguments("1.10", "1,5", "", "16 fields"),
                arguments("1.10", "abc", "input", "abc"),
                arguments("1.10", "1000000.01", "input", "1000000.01"),
                arguments("1.10", "0.0000000001", "input", "0.0000000001"),
                arguments("2025-06-10,,", "2025-06-10,2025-06-10,", "valid_until", "2025-06-10"),
                arguments("2025-06-10,,", "2025-06-10T00:00:00.5Z,,", "valid_from", "2025-06-10T00:00:00.5Z"),
                arguments("2025-06-10,,", "10.06.2025,,", "valid_from", "10.06.2025"),
                arguments("2025-06-10,,", "2025-02-30,,", "valid_from", "2025-02-30"),
                arguments("2025-06-10,,", ",,", "valid_from", ""),
                arguments("2025-06-10,,", "1970-01-01,,", "valid_from", "1970-01-01"),
                arguments("USD", "usd", "currency", "usd"),
                arguments("USD", "XXX", "currency", "XXX"),
                arguments("openai", "", "provider", ""),
                arguments(",m,", ",,", "model", ""),
                arguments("standard", "Standard", "service_tier", "Standard"),
                arguments("standard", "gateway_cache", "service_tier", "gateway_cache"),
                arguments("standard,,", "standard,-5,", "context_over_tokens", "-5"),
                arguments("price page", "", "source", ""),
                arguments("2025-06-10\n", "June\n", "source_date", "June"),
                arguments("1.10,0.275,4.40,10,0.01", ",,,,", "", ""),
                arguments(
                        "standard,,2025-06-10,,USD,1.10,0.275,4.40", "standard,200,2025-06-10,,USD,1,,", "output", ""));
    }

    @ParameterizedTest
    @MethodSource("faultyFields")
    void faultIsToldWithLineColumnAndValue(String good, String bad, String column, String value) {
        assertThat(GOOD).contains(good);
        assertThat(faults(HEADER + GOOD.replaceFirst(Pattern.quote(good), bad)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(2);
                    assertThat(fault.column()).isEqualTo(column);
                    assertThat(fault.value()).isEqualTo(value);
                    assertThat(fault.rule()).isNotBlank();
                });
    }

    @Test
    void unknownMissingAndRepeatedColumnsAreNamed() {
        assertThat(faults(HEADER.replace("currency", "curency").replace(",request", ",model") + GOOD))
                .extracting(PriceFileError::column)
                .containsExactlyInAnyOrder("currency", "curency", "model");
        assertThat(faults("")).extracting(PriceFileError::column).contains("provider", "valid_from");
    }

    @Test
    void everyFaultOfTheFileIsTold() {
        String csv = HEADER + GOOD + GOOD.replace("1.10", "x").replace("USD", "?") + GOOD.replace("4.40", "y");
        assertThat(faults(csv)).extracting(PriceFileError::line).containsExactly(3L, 3L, 4L);
    }

    @Test
    void duplicateAndOverlappingLinesAreRefused() {
        assertThat(faults(HEADER + GOOD + GOOD)).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.rule()).contains("line 2");
        });
        assertThat(faults(HEADER + GOOD + GOOD.replace("2025-06-10,,", "2026-01-01,,")))
                .hasSize(1);
        String adjacent =
                GOOD.replace("2025-06-10,,", "2025-06-10,2026-01-01,") + GOOD.replace("2025-06-10,,", "2026-01-01,,");
        assertThat(NativePriceCsv.read(HEADER + adjacent).rows()).hasSize(2);
    }

    @Test
    void windowsOfOneListMustNotShareAnHourAndStandOnTheListWithoutOne() {
        String header = HEADER.replace("provider,", "time_window,provider,");
        String night = "daily 20:00-08:00 UTC," + GOOD;
        assertThat(faults(header + night + "daily 07:00-09:00 UTC," + GOOD))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(3);
                    assertThat(fault.rule()).contains("line 2");
                });
        assertThat(NativePriceCsv.read(header + night + "," + GOOD + "daily 08:00-20:00 UTC," + GOOD)
                        .rows())
                .hasSize(3);
    }

    @Test
    void contractsAndBuiltInMetersAreNoColumnsOfAFile() {
        assertThat(faults(HEADER.replace("aliases", "tenant") + GOOD))
                .extracting(PriceFileError::rule)
                .containsExactly("a file has no contracts: contract prices are published with POST /v1/prices");
        assertThat(faults(HEADER.replace("web_search", "meter:web_searches") + GOOD))
                .extracting(PriceFileError::column)
                .containsExactly("meter:web_searches");
    }

    @Test
    void listOverAThresholdMustNotForgetTheFeePerRequest() {
        String over = GOOD.replace("standard,,", "standard,200000,");
        assertThat(faults(HEADER + GOOD + over.replace("10,0.01,", "10,,")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(3);
                    assertThat(fault.column()).isEqualTo("request");
                    assertThat(fault.rule()).contains("line 2");
                });
        assertThat(NativePriceCsv.read(HEADER + GOOD + over).rows()).hasSize(2);
        assertThat(NativePriceCsv.read(HEADER + GOOD + over.replace("10,0.01,", "10,0,"))
                        .rows())
                .hasSize(2);
    }

    @Test
    void aliasOfTwoModelsOrOfAModelOfTheFileIsRefused() {
        assertThat(faults(HEADER + GOOD + GOOD.replace("openai,m,m-1;m-2", "openai,n,m-2")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("m-2"));
        assertThat(faults(HEADER + GOOD + GOOD.replace("openai,m,m-1;m-2", "openai,m-1,")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("m-1"));
    }

    @Test
    void unclosedQuoteIsAFaultNotACrash() {
        assertThat(faults(HEADER + GOOD.replace("price page", "\"price page"))).hasSize(1);
    }

    @Test
    void bundledFilesAreWithoutFaultAndWithoutRounding() {
        assertThat(BundledPrices.files()).isNotEmpty().allSatisfy(file -> {
            PriceFile read = NativePriceCsv.read(BundledPrices.content(file));
            assertThat(read.rows()).hasSizeGreaterThan(30);
            assertThat(read.rounded()).isEmpty();
        });
    }

    private static List<PriceFileError> faults(String csv) {
        var refused = catchThrowableOfType(PriceFileException.class, () -> NativePriceCsv.read(csv));
        assertThat(refused).as("refusal of %s", csv).isNotNull();
        return refused.errors();
    }

    private static Map.Entry<Meter, Long> entry(Meter meter, long pico) {
        return Map.entry(meter, pico);
    }
}
