package io.tokenledger.report.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.fixture.ReferenceData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;

/** What the reference data says of the specification. */
final class FocusSpecification {
    private FocusSpecification() {}

    /** The columns of a version. */
    static Set<String> columns(FocusVersion version) {
        Set<String> columns = new HashSet<>();
        JsonNode named = read("focus/focus_columns_by_version.json").get("FOCUS " + version.wireName());
        named.get("columns").forEach(column -> columns.add(column.textValue()));
        return columns;
    }

    /** Whether some version has a column of that name. */
    static boolean knows(String column) {
        return columns(FocusVersion.V1_2).contains(column)
                || columns(FocusVersion.V1_3).contains(column);
    }

    /** The currencies that the validator knows, and the JDK too. */
    static Set<String> currencies() {
        Set<String> currencies = new HashSet<>();
        try {
            for (String line : Files.readAllLines(ReferenceData.file("focus/currency_codes.csv"))) {
                currencies.add(line.substring(line.lastIndexOf(',') + 1).strip());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Set<String> jdk = new HashSet<>();
        Currency.getAvailableCurrencies().forEach(currency -> jdk.add(currency.getCurrencyCode()));
        currencies.retainAll(jdk);
        return currencies;
    }

    static JsonNode read(String name) {
        try {
            return new ObjectMapper().readTree(ReferenceData.file(name).toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
