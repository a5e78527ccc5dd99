package io.tokenledger.pricing.rating;

/**
 * Another name of a model, or a pattern of names, that shares its price lists.
 *
 * @param name as it comes in an event; in a glob {@code *} stands for any characters, an expression matches anywhere
 * @param rank of patterns that match the same name the one of the lowest rank counts, then the longer one
 */
public record ModelName(String provider, Syntax syntax, String name, String model, int rank) {
    /** How a name is written. */
    public enum Syntax {
        EXACT,
        GLOB,
        /** A regular expression of RE2, which always matches in linear time. */
        REGEX
    }

    /** An alias, or a glob if there is a {@code *} in it. */
    public static ModelName of(String provider, String name, String model) {
        return new ModelName(provider, name.indexOf('*') < 0 ? Syntax.EXACT : Syntax.GLOB, name, model, 0);
    }
}
