package io.tokenledger.pricing.rating;

/** Another name of a model, such as a dated snapshot, that shares its price lists. */
public record ModelAlias(String provider, String alias, String model) {}
