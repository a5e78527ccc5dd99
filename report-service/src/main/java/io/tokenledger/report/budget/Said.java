package io.tokenledger.report.budget;

/**
 * Who changes a budget, and why.
 *
 * @param author empty: not said
 * @param reason empty: not said
 */
public record Said(String author, String reason) {
    public static final Said NOTHING = new Said("", "");
}
