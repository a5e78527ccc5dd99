package io.tokenledger.pricing.pricebook;

/**
 * A fault in a price file.
 *
 * @param line the header is line 1
 * @param column empty where the whole line is meant
 * @param value what stands there
 * @param rule what should stand there
 */
public record PriceFileError(long line, String column, String value, String rule) {

    @Override
    public String toString() {
        return "line " + line + (column.isEmpty() ? "" : ", column " + column) + ", value '" + value + "': " + rule;
    }
}
