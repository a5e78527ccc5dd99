package io.tokenledger.pricing.fx;

/**
 * A fault in a file of rates.
 *
 * @param line the header is line 1
 * @param column the date's or the currency's; empty where the whole line is meant
 * @param value what stands there
 * @param rule what should stand there
 */
public record FxFileError(long line, String column, String value, String rule) {

    @Override
    public String toString() {
        return "line " + line + (column.isEmpty() ? "" : ", column " + column) + ", value '" + value + "': " + rule;
    }
}
