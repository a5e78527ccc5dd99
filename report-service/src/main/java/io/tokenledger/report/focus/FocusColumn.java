package io.tokenledger.report.focus;

import static io.tokenledger.report.focus.FocusColumn.Place.ALWAYS;
import static io.tokenledger.report.focus.FocusColumn.Place.CUSTOM;
import static io.tokenledger.report.focus.FocusColumn.Place.CUSTOM_BEFORE_1_3;
import static io.tokenledger.report.focus.FocusColumn.Place.SINCE_1_3;
import static io.tokenledger.report.focus.FocusType.COUNT;
import static io.tokenledger.report.focus.FocusType.DECIMAL;
import static io.tokenledger.report.focus.FocusType.JSON;
import static io.tokenledger.report.focus.FocusType.TEXT;
import static io.tokenledger.report.focus.FocusType.TIME;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of the file. What each holds is told in docs/focus.md; a constant's name is the column's in other case. */
public enum FocusColumn {
    ALLOCATED_METHOD_DETAILS(JSON, CUSTOM_BEFORE_1_3),
    ALLOCATED_METHOD_ID(TEXT, CUSTOM_BEFORE_1_3),
    ALLOCATED_RESOURCE_ID(TEXT, CUSTOM_BEFORE_1_3),
    ALLOCATED_RESOURCE_NAME(TEXT, CUSTOM_BEFORE_1_3),
    ALLOCATED_TAGS(JSON, SINCE_1_3),
    BILLED_COST(DECIMAL, ALWAYS),
    BILLING_ACCOUNT_ID(TEXT, ALWAYS),
    BILLING_ACCOUNT_NAME(TEXT, ALWAYS),
    BILLING_CURRENCY(TEXT, ALWAYS),
    BILLING_PERIOD_END(TIME, ALWAYS),
    BILLING_PERIOD_START(TIME, ALWAYS),
    CHARGE_CATEGORY(TEXT, ALWAYS),
    CHARGE_CLASS(TEXT, ALWAYS),
    CHARGE_DESCRIPTION(TEXT, ALWAYS),
    CHARGE_FREQUENCY(TEXT, ALWAYS),
    CHARGE_PERIOD_END(TIME, ALWAYS),
    CHARGE_PERIOD_START(TIME, ALWAYS),
    CONSUMED_QUANTITY(DECIMAL, ALWAYS),
    CONSUMED_UNIT(TEXT, ALWAYS),
    CONTRACTED_COST(DECIMAL, ALWAYS),
    CONTRACTED_UNIT_PRICE(DECIMAL, ALWAYS),
    EFFECTIVE_COST(DECIMAL, ALWAYS),
    HOST_PROVIDER_NAME(TEXT, SINCE_1_3),
    INVOICE_ID(TEXT, ALWAYS),
    INVOICE_ISSUER_NAME(TEXT, ALWAYS),
    LIST_COST(DECIMAL, ALWAYS),
    LIST_UNIT_PRICE(DECIMAL, ALWAYS),
    PRICING_CATEGORY(TEXT, ALWAYS),
    PRICING_CURRENCY(TEXT, ALWAYS),
    PRICING_CURRENCY_CONTRACTED_UNIT_PRICE(DECIMAL, ALWAYS),
    PRICING_CURRENCY_EFFECTIVE_COST(DECIMAL, ALWAYS),
    PRICING_CURRENCY_LIST_UNIT_PRICE(DECIMAL, ALWAYS),
    PRICING_QUANTITY(DECIMAL, ALWAYS),
    PRICING_UNIT(TEXT, ALWAYS),
    PROVIDER_NAME(TEXT, ALWAYS),
    PUBLISHER_NAME(TEXT, ALWAYS),
    REGION_ID(TEXT, ALWAYS),
    REGION_NAME(TEXT, ALWAYS),
    SERVICE_CATEGORY(TEXT, ALWAYS),
    SERVICE_NAME(TEXT, ALWAYS),
    SERVICE_PROVIDER_NAME(TEXT, SINCE_1_3),
    SERVICE_SUBCATEGORY(TEXT, ALWAYS),
    SKU_ID(TEXT, ALWAYS),
    SKU_METER(TEXT, ALWAYS),
    SKU_PRICE_DETAILS(JSON, ALWAYS),
    SKU_PRICE_ID(TEXT, ALWAYS),
    SUB_ACCOUNT_ID(TEXT, ALWAYS),
    SUB_ACCOUNT_NAME(TEXT, ALWAYS),
    TAGS(JSON, ALWAYS),
    X_ADJUSTS_PERIOD(TEXT, CUSTOM),
    X_ALLOCATION_ORIGIN(TEXT, CUSTOM),
    X_ALLOCATION_RULE(TEXT, CUSTOM),
    X_ALLOCATION_RULE_ID(TEXT, CUSTOM),
    X_ALLOCATION_STEP(COUNT, CUSTOM),
    X_APPLICATION(TEXT, CUSTOM),
    X_AUDIO_INPUT_TOKENS(COUNT, CUSTOM),
    X_AUDIO_OUTPUT_TOKENS(COUNT, CUSTOM),
    X_CACHED_AUDIO_INPUT_TOKENS(COUNT, CUSTOM),
    X_CACHED_IMAGE_INPUT_TOKENS(COUNT, CUSTOM),
    X_CACHED_INPUT_TOKENS(COUNT, CUSTOM),
    X_CACHE_WRITE_1H_TOKENS(COUNT, CUSTOM),
    X_CACHE_WRITE_TOKENS(COUNT, CUSTOM),
    X_CHARGE_SOURCE(TEXT, CUSTOM),
    X_COST_CENTER(TEXT, CUSTOM),
    X_ENVIRONMENT(TEXT, CUSTOM),
    X_IMAGE_INPUT_TOKENS(COUNT, CUSTOM),
    X_IMAGE_OUTPUT_TOKENS(COUNT, CUSTOM),
    X_INPUT_TOKENS(COUNT, CUSTOM),
    X_ITEM_ID(TEXT, CUSTOM),
    X_MAPPING_RULE_ID(TEXT, CUSTOM),
    X_METER(TEXT, CUSTOM),
    X_MODEL(TEXT, CUSTOM),
    X_OUTPUT_TOKENS(COUNT, CUSTOM),
    X_PERIOD_ID(TEXT, CUSTOM),
    X_PROJECT(TEXT, CUSTOM),
    X_REASONING_TOKENS(COUNT, CUSTOM),
    X_REFERENCE(TEXT, CUSTOM),
    X_SERVICE_TIER(TEXT, CUSTOM),
    X_TEAM(TEXT, CUSTOM),
    X_UNPRICED_QUANTITY(COUNT, CUSTOM),
    X_VIDEO_INPUT_TOKENS(COUNT, CUSTOM),
    X_VIDEO_OUTPUT_TOKENS(COUNT, CUSTOM);

    /** Where a column is the specification's, and where it is our own. */
    enum Place {
        ALWAYS,
        SINCE_1_3,
        /** The specification's since 1.3; before, our own says the same. */
        CUSTOM_BEFORE_1_3,
        CUSTOM
    }

    private static final String PREFIX = "x_";

    private final FocusType type;
    private final Place place;
    private final String plainName;

    FocusColumn(FocusType type, Place place) {
        this.type = type;
        this.place = place;
        this.plainName = Arrays.stream((place == CUSTOM ? name().substring(PREFIX.length()) : name()).split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    public FocusType type() {
        return type;
    }

    /** Its name in a file of that version. */
    public String columnName(FocusVersion version) {
        return isCustom(version) ? PREFIX + plainName : plainName;
    }

    /** The columns of a file of that version: first those of the specification, then our own; each by name. */
    public static List<FocusColumn> of(FocusVersion version) {
        return Arrays.stream(values())
                .filter(column -> column.place != SINCE_1_3 || version == FocusVersion.V1_3)
                .sorted(Comparator.comparing((FocusColumn column) -> column.isCustom(version))
                        .thenComparing(column -> column.columnName(version)))
                .toList();
    }

    private boolean isCustom(FocusVersion version) {
        return place == CUSTOM || (place == CUSTOM_BEFORE_1_3 && version == FocusVersion.V1_2);
    }
}
