package io.tokenledger.report.focus;

/** A version of the FinOps Open Cost and Usage Specification. */
public enum FocusVersion {
    V1_2("1.2"),
    /** Knows split cost allocation, and providers by what they do. */
    V1_3("1.3");

    private final String wireName;

    FocusVersion(String wireName) {
        this.wireName = wireName;
    }

    /** As in {@code version=}. */
    public String wireName() {
        return wireName;
    }
}
