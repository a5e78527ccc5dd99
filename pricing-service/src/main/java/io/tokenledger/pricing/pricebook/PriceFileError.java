package io.tokenledger.pricing.pricebook;

/**
 * A fault in a price file.
 *
 * @param line the header is line 1; 0 where the format has no lines
 * @param column the column, or where in the file it stands; empty where the whole line is meant
 * @param value what stands there
 * @param rule what should stand there
 */
public record PriceFileError(long line, String column, String value, String rule) {

    @Override
    public String toString() {
        String where = line == 0 ? column : "line " + line + (column.isEmpty() ? "" : ", column " + column);
        return where + (where.isEmpty() ? "" : ", ") + "value '" + value + "': " + rule;
    }
}
