package io.tokenledger.pricing.problem;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call that gets no result, with a detail that the caller may read. */
public final class PricingProblem extends RuntimeException {
    private final PricingError error;
    private final String detail;
    private final transient Map<String, Object> extensions = new TreeMap<>();

    PricingProblem(PricingError error, String detail, @Nullable Throwable cause) {
        super(error.code() + ": " + detail, cause);
        this.error = error;
        this.detail = detail;
    }

    public PricingError error() {
        return error;
    }

    /** The value and the rule. */
    public String detail() {
        return detail;
    }

    /** Adds a member to the problem JSON, such as the index of the element that is meant. */
    public PricingProblem with(String member, Object value) {
        extensions.put(member, value);
        return this;
    }

    /** Members beyond those that every problem has. */
    public Map<String, Object> extensions() {
        return extensions;
    }
}
