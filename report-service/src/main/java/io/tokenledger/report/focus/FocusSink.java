package io.tokenledger.report.focus;

/** Where rows go, one after the other. */
@FunctionalInterface
interface FocusSink {
    /**
     * Writes the row, in the order of the file's columns.
     *
     * @throws java.io.UncheckedIOException where the other side is gone
     */
    void write(FocusRow row);
}
