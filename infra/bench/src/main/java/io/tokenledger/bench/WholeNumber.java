package io.tokenledger.bench;

/** The value of an option that takes a whole number. */
public final class WholeNumber {
    private WholeNumber() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException with a text for the caller where it is none, or not from least to most
     */
    public static long of(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, not '" + value + "'", e);
        }
        throw new IllegalArgumentException(option + " must be between " + least + " and " + most + ", not " + value);
    }
}
