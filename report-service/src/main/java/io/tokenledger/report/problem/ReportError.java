package io.tokenledger.report.problem;

import static io.tokenledger.report.problem.Blame.CALLER;
import static io.tokenledger.report.problem.Blame.SERVICE;

/** Everything that a report can answer instead of figures. The codes are stable; the details that go with them are not. */
public enum ReportError {
    PARAMETER_UNKNOWN("parameter.unknown", CALLER, 400, "Unknown query parameter"),
    PARAMETER_REPEATED("parameter.repeated", CALLER, 400, "Query parameter given more than once"),
    PARAMETER_INVALID("parameter.invalid", CALLER, 400, "Query parameter cannot be used"),
    TIMEZONE_UNKNOWN("timezone.unknown", CALLER, 400, "Unknown time zone"),
    PERIOD_INVALID("period.invalid", CALLER, 400, "Period cannot be used"),
    PERIOD_EMPTY("period.empty", CALLER, 400, "Period ends before it begins"),
    PERIOD_NOT_ON_QUARTER_HOUR("period.not_on_quarter_hour", CALLER, 400, "Period is not on a quarter of an hour"),
    PERIOD_TOO_LONG("period.too_long", CALLER, 400, "Period is too long"),
    DIMENSION_UNKNOWN("dimension.unknown", CALLER, 400, "Unknown dimension"),
    DIMENSION_REPEATED("dimension.repeated", CALLER, 400, "Dimension given more than once"),
    DIMENSION_NOT_AVAILABLE("dimension.not_available", CALLER, 400, "Dimension cannot be used here"),
    CURRENCY_INVALID("currency.invalid", CALLER, 400, "Unknown currency"),
    CURRENCY_NO_RATE("currency.no_rate", CALLER, 422, "No exchange rate"),
    HORIZON_INVALID("horizon.invalid", CALLER, 400, "Horizon cannot be used"),
    FORECAST_TOO_LARGE("forecast.too_large", CALLER, 422, "Too many series"),
    RESULT_TOO_LARGE("result.too_large", CALLER, 422, "Too many lines"),
    BODY_MALFORMED("body.malformed_json", CALLER, 400, "Body is not JSON"),
    BODY_TOO_LARGE("body.too_large", CALLER, 413, "Body is too large"),
    FIELD_UNKNOWN("field.unknown", CALLER, 400, "Unknown field"),
    FIELD_MISSING("field.missing", CALLER, 400, "Field is missing"),
    FIELD_INVALID("field.invalid", CALLER, 400, "Field cannot be used"),
    BENCHMARK_UNKNOWN("benchmark.unknown", CALLER, 422, "Unknown benchmark"),
    FILE_INVALID("file.invalid", CALLER, 422, "File cannot be used"),
    MEDIA_TYPE_UNSUPPORTED("request.media_type_unsupported", CALLER, 415, "Media type not supported"),
    SWAP_INVALID("swap.invalid", CALLER, 422, "Swap cannot be used"),
    SWAP_SHARES_OVER_ONE("swap.shares_over_one", CALLER, 422, "Shares add up to more than everything"),
    SWAP_CYCLE("swap.cycle", CALLER, 422, "Swaps go in a circle"),
    MODEL_UNKNOWN("model.unknown", CALLER, 422, "Unknown model"),
    RECOMMENDATION_UNKNOWN("recommendation.unknown", CALLER, 404, "No such recommendation"),
    RECOMMENDATION_STATE("recommendation.state", CALLER, 409, "Recommendation is in another state"),
    WHAT_IF_TOO_DETAILED("what_if.too_detailed", CALLER, 422, "Too many requests to look at one by one"),
    RESUBMISSION_UNKNOWN("resubmission.unknown", CALLER, 404, "No such resubmission"),
    SCENARIO_UNKNOWN("scenario.unknown", CALLER, 404, "Unknown scenario"),
    SCENARIO_ARCHIVED("scenario.archived", CALLER, 409, "Scenario is archived"),
    SCENARIO_OF_OTHER_TENANT("scenario.other_tenant", CALLER, 422, "Scenario is about another tenant"),
    ALLOCATION_RULE_UNKNOWN("allocation_rule.unknown", CALLER, 404, "Unknown allocation rule"),
    ALLOCATION_RULE_CHANGED("allocation_rule.changed", CALLER, 409, "Allocation rule was changed meanwhile"),
    ALLOCATION_RULE_POSITION_TAKEN("allocation_rule.position_taken", CALLER, 409, "Position is taken"),
    ALLOCATION_RULE_SHARES("allocation_rule.shares", CALLER, 422, "Shares do not add up to one"),
    ALLOCATION_RULE_COST_CENTER_MISSING(
            "allocation_rule.cost_center_missing", CALLER, 422, "Cost centre is not there on that day"),
    MARKUP_RULE_UNKNOWN("markup_rule.unknown", CALLER, 404, "Unknown markup rule"),
    MARKUP_RULE_CHANGED("markup_rule.changed", CALLER, 409, "Markup rule was changed meanwhile"),
    MARKUP_RULE_POSITION_TAKEN("markup_rule.position_taken", CALLER, 409, "Position is taken"),
    MARKUP_RULE_COST_CENTER_MISSING(
            "markup_rule.cost_center_missing", CALLER, 422, "Cost centre is not there on that day"),
    MANUAL_ITEM_UNKNOWN("manual_item.unknown", CALLER, 404, "Unknown manual item"),
    MANUAL_ITEM_REVERSED("manual_item.reversed", CALLER, 409, "Manual item is taken back already"),
    MANUAL_ITEM_REVERSAL("manual_item.reversal", CALLER, 409, "Manual item takes back another one"),
    MANUAL_ITEM_AMOUNT("manual_item.amount", CALLER, 422, "Amount does not fit the kind"),
    MANUAL_ITEM_COST_CENTER_MISSING(
            "manual_item.cost_center_missing", CALLER, 422, "Cost centre is not there on that day"),
    COMPARISON_SIZE("comparison.size", CALLER, 400, "Too few or too many to compare"),
    BUDGET_UNKNOWN("budget.unknown", CALLER, 404, "Unknown budget"),
    BUDGET_OF_TOKENS("budget.of_tokens", CALLER, 422, "Budget is not of money"),
    MOVE_OUTSIDE_PERIOD(
            "budget.move_outside_period", CALLER, 422, "Date is in no period of the budget that can be told"),
    RESERVATION_UNKNOWN("reservation.unknown", CALLER, 404, "Unknown reservation"),
    REQUEST_ID_REUSED("reservation.request_id_reused", CALLER, 409, "Request id was used for another question"),
    GUARD_BUSY("guard.busy", SERVICE, 503, "No advice in time"),
    ALERT_UNKNOWN("alert.unknown", CALLER, 404, "Unknown alert"),
    ALERT_RESOLVED("alert.resolved", CALLER, 409, "Alert is resolved"),
    ALERT_RULE_UNKNOWN("alert_rule.unknown", CALLER, 404, "Unknown alert rule"),
    ALERT_RULE_ARCHIVED("alert_rule.archived", CALLER, 409, "Alert rule is archived"),
    ALERT_RULE_CHANGED("alert_rule.changed", CALLER, 409, "Alert rule was changed meanwhile"),
    ALERT_RULE_CHANNEL_UNKNOWN("alert_rule.channel_unknown", CALLER, 422, "Unknown channel"),
    BUDGET_ARCHIVED("budget.archived", CALLER, 409, "Budget is archived"),
    BUDGET_REVISION_STALE("budget.revision_stale", CALLER, 409, "Budget was changed since it was read"),
    BUDGET_HAS_CHILDREN("budget.has_children", CALLER, 409, "Budget has children"),
    BUDGET_PARENT_UNKNOWN("budget.parent_unknown", CALLER, 422, "Unknown parent"),
    BUDGET_PARENT_CIRCLE("budget.parent_circle", CALLER, 422, "Parents go in a circle"),
    BUDGET_PARENT_MISMATCH("budget.parent_mismatch", CALLER, 422, "Parent and child cannot be compared"),
    BUDGET_SCOPE_OUTSIDE_PARENT("budget.scope_outside_parent", CALLER, 422, "Child holds what its parent does not"),
    BUDGET_EXCEEDS_PARENT("budget.exceeds_parent", CALLER, 422, "Children add up to more than their parent"),
    BUDGET_CHANNEL_UNKNOWN("budget.channel_unknown", CALLER, 422, "Unknown channel"),
    CHANNEL_UNKNOWN("channel.unknown", CALLER, 404, "Unknown channel"),
    CHANNEL_ARCHIVED("channel.archived", CALLER, 409, "Channel is archived"),
    CHANNEL_TARGET("channel.target", CALLER, 422, "Nothing may be sent there"),
    DELIVERY_UNKNOWN("delivery.unknown", CALLER, 404, "Unknown delivery"),
    DELIVERY_STATE("delivery.state", CALLER, 409, "Delivery is in another state"),
    VENDOR_BILL_CONFLICT("vendor_bill.conflict", CALLER, 409, "Bill says something else"),
    VENDOR_BILL_SUPERSEDED("vendor_bill.superseded", CALLER, 409, "Bill was superseded"),
    LINE_MAPPING_INVALID("line_mapping.invalid", CALLER, 422, "Line mapping cannot be used"),
    RECONCILIATION_UNKNOWN("reconciliation.unknown", CALLER, 404, "Unknown reconciliation"),
    RECONCILIATION_NO_BILL("reconciliation.no_bill", CALLER, 422, "Nothing was billed"),
    RECONCILIATION_CURRENCY("reconciliation.currency", CALLER, 422, "Currency cannot be compared in"),
    RECONCILIATION_AMOUNT("reconciliation.amount", CALLER, 422, "Amount is another one"),
    RECONCILIATION_ACCEPTED("reconciliation.accepted", CALLER, 409, "Accepted already"),
    RECONCILIATION_SUPERSEDED("reconciliation.superseded", CALLER, 409, "Reconciliation was superseded"),
    BOOKS_CLOSED("books.closed", CALLER, 409, "Books are closed for that day"),
    COST_CENTER_UNKNOWN("cost_center.unknown", CALLER, 404, "Unknown cost centre"),
    COST_CENTER_CODE_TAKEN("cost_center.code_taken", CALLER, 409, "Code is taken"),
    COST_CENTER_ENDED("cost_center.ended", CALLER, 409, "Cost centre has ended"),
    COST_CENTER_NOT_BEGUN("cost_center.not_begun", CALLER, 409, "Cost centre has not begun"),
    COST_CENTER_PARENT_MISSING("cost_center.parent_missing", CALLER, 422, "Parent is not there on that day"),
    COST_CENTER_CIRCLE("cost_center.circle", CALLER, 422, "Cost centres go in a circle"),
    MAPPING_RULE_UNKNOWN("mapping_rule.unknown", CALLER, 404, "Unknown mapping rule"),
    MAPPING_RULE_ENDED("mapping_rule.ended", CALLER, 409, "Mapping rule has ended"),
    MAPPING_RULE_NOT_BEGUN("mapping_rule.not_begun", CALLER, 409, "Mapping rule has not begun"),
    MAPPING_RULE_POSITION_TAKEN("mapping_rule.position_taken", CALLER, 409, "Position is taken"),
    MAPPING_RULE_COST_CENTER_MISSING(
            "mapping_rule.cost_center_missing", CALLER, 422, "Cost centre is not there on that day"),
    MAPPING_RULE_ORDER("mapping_rule.order", CALLER, 422, "Order does not name every rule once"),
    REORGANISATION_EMPTY("reorganisation.empty", CALLER, 422, "Nothing changes"),
    ACCOUNTING_PERIOD_UNKNOWN("accounting_period.unknown", CALLER, 404, "Unknown accounting period"),
    ACCOUNTING_SETTINGS_FIXED("accounting_settings.fixed", CALLER, 409, "Books were closed by these settings"),
    ACCOUNTING_SETTINGS_CHANGED("accounting_settings.changed", CALLER, 409, "Settings were changed meanwhile"),
    ACCOUNTING_PERIOD_STATE("accounting_period.state", CALLER, 409, "Accounting period is in another state"),
    ACCOUNTING_PERIOD_CHANGED("accounting_period.changed", CALLER, 409, "Accounting period was changed meanwhile"),
    ACCOUNTING_PERIOD_NOT_OVER("accounting_period.not_over", CALLER, 409, "Accounting period is not over"),
    ACCOUNTING_PERIOD_ORDER("accounting_period.order", CALLER, 409, "Another accounting period comes first"),
    ACCOUNTING_PERIOD_SAME_PERSON("accounting_period.same_person", CALLER, 409, "Another person must close"),
    ACCOUNTING_PERIOD_CHECKS("accounting_period.checks_failed", CALLER, 409, "Checks of the period failed"),
    ACCOUNTING_PERIOD_NEVER_REOPENED(
            "accounting_period.never_reopened", CALLER, 409, "Closed books are never opened again"),
    NAME_TAKEN("name.taken", CALLER, 409, "Name is taken"),
    STATEMENT_UNKNOWN("statement.unknown", CALLER, 404, "Unknown statement"),
    STATEMENT_FINAL("statement.final", CALLER, 409, "Period has its final statements"),
    REQUEST_FROM_ELSEWHERE("request.from_elsewhere", CALLER, 403, "Form of another site"),
    NOT_FOUND("request.not_found", CALLER, 404, "Nothing here"),
    METHOD_NOT_ALLOWED("request.method_not_allowed", CALLER, 405, "Method not allowed"),
    NOT_ACCEPTABLE("request.not_acceptable", CALLER, 406, "No answer in this format"),
    REQUEST_INVALID("request.invalid", CALLER, 400, "Request cannot be used"),
    QUERY_TIMEOUT("query.timeout", SERVICE, 503, "The report takes too long"),
    DATABASE_UNAVAILABLE("database.unavailable", SERVICE, 503, "The ledger cannot be read now"),
    INTERNAL("internal", SERVICE, 500, "Internal error");

    private final String code;
    private final Blame blame;
    private final int httpStatus;
    private final String title;

    ReportError(String code, Blame blame, int httpStatus, String title) {
        this.code = code;
        this.blame = blame;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** What it is in a few words, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** This error as it is thrown. {@code detail} names the value and the rule, and nothing of the inside. */
    public ReportProblem because(String detail) {
        return new ReportProblem(this, detail, null);
    }

    /** As {@link #because(String)}, with what caused it, for the log. */
    public ReportProblem because(String detail, Throwable cause) {
        return new ReportProblem(this, detail, cause);
    }
}
