package io.tokenledger.pricing.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EcbRatesCsvTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final String HISTORY = """
            Date,USD,JPY,CYP,EEK,TRL,GBP,
            2026-11-20,1.1530,180.12,N/A,N/A,N/A,0.8805,
            2026-11-19,1.1514,179.9,N/A,N/A,N/A,0.8811,
            2004-12-31,1.3621,139.65,0.58,15.6466,1836200,0.70505,
            1999-01-04,1.1789,133.73,0.58231,15.6466,372274,0.7111,
            """;

    private static final String ONE_DAY = """
            Date, USD, JPY, CHF,\s
            20 November 2026, 1.1530, 180.12, 0.9301,\s
            """;

    @Test
    void historyStatesARatePerCurrencyAndDayAndNothingWhereItIsNotAvailable() {
        EcbFile file = EcbRatesCsv.read(HISTORY, TODAY);

        assertThat(file.rates()).hasSize(3 + 3 + 6 + 6);
        assertThat(file.notAvailable()).isEqualTo(6);
        assertThat(file.rates())
                .contains(
                        stated(2, "USD", "2026-11-20", "1.1530"),
                        stated(2, "GBP", "2026-11-20", "0.8805"),
                        stated(4, "TRL", "2004-12-31", "1836200"),
                        stated(5, "EEK", "1999-01-04", "15.6466"))
                .noneMatch(rate -> rate.currency().equals("EEK") && rate.line() < 4);
    }

    @Test
    void oneDayHasSpacesAndADateInWords() {
        assertThat(EcbRatesCsv.read(ONE_DAY, TODAY).rates())
                .containsExactly(
                        stated(2, "USD", "2026-11-20", "1.1530"),
                        stated(2, "JPY", "2026-11-20", "180.12"),
                        stated(2, "CHF", "2026-11-20", "0.9301"));
        assertThat(EcbRatesCsv.read(ONE_DAY.replace("20 November", "05 June"), TODAY)
                        .rates()
                        .getFirst()
                        .rateDate())
                .isEqualTo("2026-06-05");
    }

    @Test
    void commaAtTheEndOfTheLinesMayBeMissingAndLinesMayEndAsOnWindows() {
        List<StatedRate> rates = EcbRatesCsv.read(HISTORY, TODAY).rates();

        assertThat(EcbRatesCsv.read(HISTORY.replace(",\n", "\n"), TODAY).rates())
                .isEqualTo(rates);
        assertThat(EcbRatesCsv.read("\uFEFF" + HISTORY.replace("\n", "\r\n"), TODAY)
                        .rates())
                .isEqualTo(rates);
    }

    static Stream<Arguments> faultyFields() {
        return Stream.of(
                arguments("1.1514", "0", 3L, "USD", "0", "above zero"),
                arguments("1.1514", "-1.1514", 3L, "USD", "-1.1514", "above zero"),
                arguments("1.1514", "0.0000", 3L, "USD", "0.0000", "above zero"),
                arguments("1.1514", "10000000.1", 3L, "USD", "10000000.1", "not plausible"),
                arguments("1.1514", "0.00000009", 3L, "USD", "0.00000009", "not plausible"),
                arguments("1.1514", "1e3", 3L, "USD", "1e3", "a number"),
                arguments("1.1514", "NaN", 3L, "USD", "NaN", "a number"),
                arguments("1.1514", "n/a", 3L, "USD", "n/a", "a number"),
                arguments("1.1514", "", 3L, "USD", "", "a number"),
                arguments("1.1514", "1 151", 3L, "USD", "1 151", "a number"),
                arguments("1.1514", "1,1514", 3L, "", "8 fields", "as many fields as the header has: 7"),
                arguments("0.8811,", "", 3L, "", "6 fields", "as many fields as the header has: 7"),
                arguments("2026-11-19", "2026-11-22", 3L, "Date", "2026-11-22", "not in the future: it is 2026-11-21"),
                arguments("2026-11-19", "2026-11-20", 3L, "Date", "2026-11-20", "in line 2"),
                arguments("2026-11-19", "2026-02-30", 3L, "Date", "2026-02-30", "a day as"),
                arguments("2026-11-19", "31 June 2026", 3L, "Date", "31 June 2026", "a day as"),
                arguments("2026-11-19", "19 Novembre 2026", 3L, "Date", "19 Novembre 2026", "a day as"),
                arguments("2026-11-19", "", 3L, "Date", "", "a day as"),
                arguments("1999-01-04", "1999-01-03", 5L, "Date", "1999-01-03", "not before 1999-01-04"),
                arguments("Date,USD", "date,USD", 1L, "date", "date", "the first column is Date"),
                arguments("USD", "USX", 1L, "USX", "USX", "ISO 4217"),
                arguments("USD", "XAU", 1L, "XAU", "XAU", "ISO 4217"),
                arguments("USD", "usd", 1L, "usd", "usd", "ISO 4217"),
                arguments("USD", "", 1L, "", "", "ISO 4217"),
                arguments("USD", "EUR", 1L, "EUR", "EUR", "the euro has none"),
                arguments("USD", "JPY", 1L, "JPY", "JPY", "twice"));
    }

    @ParameterizedTest
    @MethodSource("faultyFields")
    void faultIsToldWithLineColumnValueAndRule(
            String good, String bad, long line, String column, String value, String rule) {
        assertThat(HISTORY).contains(good);
        assertThat(faults(HISTORY.replace(good, bad)).errors()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.value()).isEqualTo(value);
            assertThat(fault.rule()).contains(rule);
        });
    }

    @Test
    void rateOfTodayIsBelieved() {
        assertThat(EcbRatesCsv.read("Date,USD,\n2026-11-21,1.15,\n", TODAY).rates())
                .hasSize(1);
    }

    @Test
    void bordersOfWhatIsPlausibleAreRates() {
        String csv = "Date,USD,JPY,\n2026-11-20,0.0000001,10000000,\n";
        assertThat(EcbRatesCsv.read(csv, TODAY).rates()).hasSize(2);
    }

    @Test
    void everyFaultOfTheFileIsToldAndOfVeryManyTheFirstHundred() {
        String csv = HISTORY.replace("1.1530", "x").replace("0.8811", "0").replace("2004-12-31", "someday");
        assertThat(faults(csv).errors()).extracting(FxFileError::line).containsExactly(2L, 3L, 4L);

        FxFileException many = faults("Date,USD,\n" + "2026-11-20,x,\n".repeat(500));
        assertThat(many.errors()).hasSize(100);
        assertThat(many).hasMessageStartingWith("999 faults in the file of rates; the first: line 2, column USD");
    }

    @Test
    void fileThatStatesNothingIsRefused() {
        assertThat(faults("")).hasMessageContaining("the file is empty");
        assertThat(faults("\n\n")).hasMessageContaining("the file is empty");
        assertThat(faults("Date,USD,\n")).hasMessageContaining("the file states no rate");
        assertThat(faults("Date,\n2026-11-20,\n")).hasMessageContaining("the file states no rate");
        assertThat(faults("Date,USD,\n2026-11-20,N/A,\n")).hasMessageContaining("the file states no rate");
    }

    @Test
    void whatIsNotCsvIsAFaultNotACrash() {
        assertThat(faults("Date,USD,\n2026-11-20,\"1.15,\n").errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.rule()).startsWith("not CSV"));
        assertThat(faults("PK\u0003\u0004\u0014\0\0\0\b").errors()).isNotEmpty();
    }

    private static FxFileException faults(String csv) {
        var refused = catchThrowableOfType(FxFileException.class, () -> EcbRatesCsv.read(csv, TODAY));
        assertThat(refused).as("refusal of %s", csv).isNotNull();
        return refused;
    }

    private static StatedRate stated(long line, String currency, String date, String perEuro) {
        return new StatedRate(line, currency, LocalDate.parse(date), new BigDecimal(perEuro));
    }
}
