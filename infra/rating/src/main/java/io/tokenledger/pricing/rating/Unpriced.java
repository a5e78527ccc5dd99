package io.tokenledger.pricing.rating;

/**
 * The event has no price (yet): it is stored, counted and shown, and never costs zero for want of a price.
 *
 * @param detail the same for a person: which values were looked for, and what there is
 */
public record Unpriced(UnpricedReason reason, String detail) implements Rated {}
