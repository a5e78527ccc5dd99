package io.tokenledger.pricing.rating;

/** The outcome of rating one event: a price and an exact cost, or the reason why there is none. Never a guess. */
public sealed interface Rated permits Priced, Unpriced {}
