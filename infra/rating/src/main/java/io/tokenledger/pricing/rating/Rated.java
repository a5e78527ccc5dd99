package io.tokenledger.pricing.rating;

/**
 * The outcome of rating one event: a price and an exact cost, the reason why it is free, or the reason why there is no cost.
 * Never a guess.
 */
public sealed interface Rated permits Priced, Free, Unpriced {}
