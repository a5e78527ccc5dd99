package io.tokenledger.report.statement;

import java.util.Locale;

/** The parts of a statement, in their order. All but the last are cost. */
enum Section {
    /** Usage of the period. */
    DIRECT("Direct usage"),
    /** Late usage, late prices and corrections for closed periods. */
    ADJUSTMENTS("Adjustments of closed periods"),
    /** Of contracts. */
    CHARGES("Contract charges"),
    /** Booked by hand. */
    ITEMS("Manual items"),
    /** Shared cost that others pass on to it. */
    RECEIVED("Shared cost received"),
    /** Shared cost that it passes on; negative. */
    PASSED_ON("Shared cost passed on"),
    /** What it is charged beyond cost or below, and what it is credited for it by others. */
    MARKUP("Markups and discounts");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    /** As the document names it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String title() {
        return title;
    }

    /** Whether it is cost; a markup is not. */
    boolean isCost() {
        return this != MARKUP;
    }
}
