package io.tokenledger.report.allocation;

import io.tokenledger.pricing.rating.Glob;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.problem.ReportError;

/** What a rule shares out. {@code *} in a tier and in a name stands for any characters. */
public sealed interface Origin {
    /** All that nobody was found to pay for. */
    record Unattributed() implements Origin {}

    /** All that one cost centre bears when the step is reached. */
    record Center(String code) implements Origin {}

    /** Charges of contracts of these service tiers, whoever bears them: {@code provisioned_idle}, {@code commitment_shortfall}. */
    record Charges(String tiers) implements Origin {}

    /** Manual items of these names, whoever bears them. */
    record Items(String names) implements Origin {}

    String CENTER = "cost_center/";
    String CHARGE = "charge/";
    String ITEM = "item/";

    /** As rules write it; refused where it is none. */
    static Origin of(String text) {
        if (text.equals(Attribution.UNATTRIBUTED)) {
            return new Unattributed();
        }
        if (isOf(CENTER, text)) {
            return new Center(text.substring(CENTER.length()));
        }
        if (isOf(CHARGE, text)) {
            return new Charges(text.substring(CHARGE.length()));
        }
        if (isOf(ITEM, text)) {
            return new Items(text.substring(ITEM.length()));
        }
        throw ReportError.FIELD_INVALID.because("origin is '" + text + "': unattributed, cost_center/<code>,"
                + " charge/<service tier> or item/<name> is expected");
    }

    private static boolean isOf(String kind, String text) {
        return text.startsWith(kind) && text.length() > kind.length();
    }

    /** As rules write it. */
    default String text() {
        return switch (this) {
            case Unattributed _ -> Attribution.UNATTRIBUTED;
            case Center(String code) -> CENTER + code;
            case Charges(String tiers) -> CHARGE + tiers;
            case Items(String names) -> ITEM + names;
        };
    }

    /** Whether a part of what that cost centre bears is meant. */
    default boolean takes(String bearer, Part part) {
        return switch (this) {
            case Unattributed _ -> bearer.equals(Attribution.UNATTRIBUTED);
            case Center(String code) -> bearer.equals(code);
            case Charges(String tiers) -> part instanceof Part.Charge(String tier) && Glob.matches(tiers, tier);
            case Items(String names) -> part instanceof Part.Item(String name) && Glob.matches(names, name);
        };
    }

    /** Where the parts come from that make up what a cost centre bears. */
    sealed interface Part {
        /** Usage, its adjustments and corrections. */
        record Usage() implements Part {}

        /** Charges of contracts of a service tier. */
        record Charge(String tier) implements Part {}

        /** Manual items of a name. */
        record Item(String name) implements Part {}

        /** What steps before have passed on to it. */
        record Received() implements Part {}
    }
}
