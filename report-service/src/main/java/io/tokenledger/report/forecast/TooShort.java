package io.tokenledger.report.forecast;

/**
 * Nothing is said: there is too little to say it from.
 *
 * @param have steps of the history that are known, after what a launch or a gap takes away
 * @param need the least number that would do for the steps asked for
 * @param why a sentence for the reader
 */
public record TooShort(int have, int need, String why) implements Outcome {}
