package io.tokenledger.pricing.pricebook.format;

/**
 * A model has a price that cannot be meant. The model is left out as a whole: without one of its lists another of them
 * would apply in that one's place.
 */
final class UnusableModelException extends Exception {

    UnusableModelException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
