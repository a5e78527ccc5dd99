package io.tokenledger.pricing.fx;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The European Central Bank's reference rates as CSV: {@code eurofxref-hist.csv} with all days, and {@code eurofxref.csv}
 * with one. A header of {@code Date} and currencies, a line per day, and a comma at the end of each line. All or nothing:
 * every fault is listed with line, column, value and rule. Pure.
 *
 * @see <a href="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates">ECB</a>
 */
final class EcbRatesCsv {
    static final String FORMAT = "ecb";

    private static final String DATE = "Date";
    private static final String NOT_AVAILABLE = "N/A";
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final BigDecimal LARGEST = new BigDecimal("10000000");
    private static final BigDecimal SMALLEST = new BigDecimal("0.0000001");
    /** By ISO 4217, also those that are gone: the history holds rates of the Estonian kroon. */
    static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final LocalDate today;
    private final FxFileFaults faults = new FxFileFaults();
    private final List<StatedRate> rates = new ArrayList<>();
    private final Map<LocalDate, Long> lineByDate = new HashMap<>();
    private long notAvailable;

    private EcbRatesCsv(LocalDate today) {
        this.today = today;
    }

    /**
     * Reads and checks a whole file; throws {@link FxFileException} with all its faults.
     *
     * @param today in UTC: a rate of a later day is not believed
     */
    static EcbFile read(String csv, LocalDate today) {
        return new EcbRatesCsv(today).readFile(csv);
    }

    private EcbFile readFile(String csv) {
        List<CsvRecord> lines = lines(csv);
        if (lines.isEmpty()) {
            faults.add(1, "", "", "the file is empty: the first line names " + DATE + " and the currencies");
            throw faults.refusal();
        }
        List<String> header = fields(lines.getFirst());
        checkHeader(lines.getFirst().getStartingLineNumber(), header);
        if (faults.isEmpty()) {
            lines.subList(1, lines.size()).forEach(line -> readLine(header, line));
        }
        if (faults.isEmpty() && rates.isEmpty()) {
            faults.add(lines.getLast().getStartingLineNumber(), "", "", "the file states no rate");
        }
        if (!faults.isEmpty()) {
            throw faults.refusal();
        }
        return new EcbFile(rates, notAvailable);
    }

    private List<CsvRecord> lines(String csv) {
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // counted below, to name the line
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
        var lines = new ArrayList<CsvRecord>();
        try {
            reader.forEach(lines::add);
        } catch (CsvParseException e) {
            long line = lines.isEmpty() ? 1 : lines.getLast().getStartingLineNumber() + 1;
            faults.add(line, "", "", "not CSV: " + e.getMessage());
            throw faults.refusal();
        }
        return lines;
    }

    /** Without the spaces around them, and without the nothing behind the comma at the end. */
    private static List<String> fields(CsvRecord line) {
        List<String> fields = line.getFields().stream().map(String::strip).toList();
        return fields.size() > 1 && fields.getLast().isEmpty() ? fields.subList(0, fields.size() - 1) : fields;
    }

    private void checkHeader(long line, List<String> header) {
        if (!header.getFirst().equals(DATE)) {
            faults.add(line, header.getFirst(), header.getFirst(), "the first column is " + DATE);
        }
        var seen = new HashSet<String>();
        for (String currency : header.subList(1, header.size())) {
            if (currency.equals("EUR")) {
                faults.add(line, currency, currency, "rates are for one euro, so the euro has none");
            } else if (!CURRENCIES.contains(currency)) {
                faults.add(line, currency, currency, "a currency of ISO 4217");
            } else if (!seen.add(currency)) {
                faults.add(line, currency, currency, "the header names this currency twice");
            }
        }
    }

    private void readLine(List<String> header, CsvRecord record) {
        long line = record.getStartingLineNumber();
        List<String> fields = fields(record);
        if (fields.size() != header.size()) {
            faults.add(line, "", fields.size() + " fields", "as many fields as the header has: " + header.size());
            return;
        }
        LocalDate date = date(line, fields.getFirst());
        for (int i = 1; i < fields.size(); i++) {
            readRate(line, header.get(i), date, fields.get(i));
        }
    }

    /** Where the date has a fault the first day stands in for it, so that the faults of its rates are told, too. */
    private LocalDate date(long line, String text) {
        LocalDate date = EcbDate.parse(text);
        if (date == null) {
            faults.add(line, DATE, text, "a day as 2026-11-20 or 20 November 2026");
            return EcbDate.FIRST;
        }
        Long earlier = lineByDate.putIfAbsent(date, line);
        if (earlier != null) {
            faults.add(line, DATE, text, "each day once: it stands in line " + earlier + ", too");
        } else if (date.isBefore(EcbDate.FIRST)) {
            faults.add(line, DATE, text, "not before " + EcbDate.FIRST + ", the first day with rates for the euro");
        } else if (date.isAfter(today)) {
            faults.add(line, DATE, text, "not in the future: it is " + today + " in UTC");
        }
        return date;
    }

    private void readRate(long line, String currency, LocalDate date, String text) {
        if (text.equals(NOT_AVAILABLE)) {
            notAvailable++;
        } else if (!DECIMAL.matcher(text).matches()) {
            faults.add(line, currency, text, "a number of units for one euro, as 1.1530, or " + NOT_AVAILABLE);
        } else {
            var perEuro = new BigDecimal(text);
            if (perEuro.signum() <= 0) {
                faults.add(line, currency, text, "a rate is above zero");
            } else if (perEuro.compareTo(SMALLEST) < 0 || perEuro.compareTo(LARGEST) > 0) {
                faults.add(line, currency, text, "not plausible: a rate is from 0.0000001 to 10000000");
            } else {
                rates.add(new StatedRate(line, currency, date, perEuro));
            }
        }
    }
}
