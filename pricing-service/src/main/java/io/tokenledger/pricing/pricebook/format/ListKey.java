package io.tokenledger.pricing.pricebook.format;

/** Which price list of a model: of a service tier, over so many tokens of context. */
record ListKey(String tier, long over) implements Comparable<ListKey> {

    static ListKey standard() {
        return new ListKey(LiteLlmKey.STANDARD, 0);
    }

    @Override
    public int compareTo(ListKey other) {
        int byTier = tier.compareTo(other.tier);
        return byTier != 0 ? byTier : Long.compare(over, other.over);
    }
}
