package io.tokenledger.report.budget;

import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a budget from the body of a request. Pure. */
public final class BudgetForm {
    private static final String LEAST_AMOUNT = "0.000001";
    private static final String MOST_AMOUNT = "999999999999";
    private static final String MOST_EXHAUSTION_DAYS = "366";
    private static final int MOST_THRESHOLDS = 20;
    /** What a budget is described by; author and reason are said beside it. */
    private static final String[] FIELDS = {
        "name",
        "tenant",
        "owner",
        "scope",
        "period",
        "timezone",
        "from",
        "to",
        "amount",
        "currency",
        "tokens",
        "carry_over",
        "parent",
        "may_exceed_parent",
        "thresholds",
        "forecast_thresholds",
        "exhaustion_days",
        "channels",
        "author",
        "reason"
    };

    private static final String[] SET_BY_THE_SERVICE = {"id", "revision", "created_at", "changed_at", "archived_at"};

    private BudgetForm() {}

    /** A budget as somebody wants it, and what he says to it. */
    public record Wanted(Budget budget, Said said) {}

    /** A new budget, under a new id. */
    public static Wanted create(JsonFields body, Instant now) {
        body.onlyOf(FIELDS);
        return wanted(body, UUID.randomUUID(), 1, null, now);
    }

    /**
     * What a budget is to be from now on, whole: what the body does not say has its default, but {@code from} stays. The
     * body may be that which was read: what only the service sets is passed over.
     */
    public static Wanted change(JsonFields body, Budget before, Instant now) {
        body.onlyOf(Stream.concat(Arrays.stream(FIELDS), Stream.of(SET_BY_THE_SERVICE))
                .toArray(String[]::new));
        Integer revision = whole(body, "revision", "1", "1000000000");
        if (revision == null) {
            throw ReportError.FIELD_MISSING.because(
                    "revision is missing: that of the budget that was read, so that no other change is lost");
        }
        String id = body.storableText("id", before.id().toString());
        if (!QueryParameters.uuid("id", id).equals(before.id())) {
            throw ReportError.FIELD_INVALID.because("id is " + id + " in the body and " + before.id() + " in the path");
        }
        return wanted(body, before.id(), revision, before, now);
    }

    private static Wanted wanted(JsonFields body, UUID id, int revision, @Nullable Budget before, Instant now) {
        Budget budget = new Budget(
                id,
                before == null ? body.storableText("tenant") : before.tenant(),
                revision,
                body.storableText("name"),
                body.storableText("owner", ""),
                scope(body),
                days(body, before, now),
                limit(body),
                carryOver(body),
                new Budget.Alarms(
                        Thresholds.read(body, "thresholds", MOST_THRESHOLDS),
                        Thresholds.read(body, "forecast_thresholds", MOST_THRESHOLDS),
                        whole(body, "exhaustion_days", "1", MOST_EXHAUSTION_DAYS),
                        body.texts("channels").stream()
                                .map(channel -> QueryParameters.uuid("channels[]", channel))
                                .distinct()
                                .toList()),
                new Budget.Place(
                        body.has("parent") ? QueryParameters.uuid("parent", body.requiredText("parent")) : null,
                        body.flag("may_exceed_parent")),
                now,
                now,
                null);
        return new Wanted(budget, new Said(body.storableText("author", ""), body.storableText("reason", "")));
    }

    private static Map<String, List<String>> scope(JsonFields body) {
        Map<String, List<String>> scope = new TreeMap<>();
        JsonFields given = body.object("scope");
        if (given != null) {
            for (String name : given.names()) {
                scope.put(name, values(given, name));
            }
        }
        return scope;
    }

    private static List<String> values(JsonFields scope, String name) {
        List<String> values = scope.texts(name);
        if (values.isEmpty()) {
            throw ReportError.FIELD_INVALID.because(scope.name(name) + " is empty: it would hold nothing");
        }
        Filter filter = new Filter(Dimension.named(name), values);
        if (filter.dimension() == Dimension.Attribute.TENANT) {
            throw ReportError.FIELD_INVALID.because(
                    "scope.tenant: whose budget it is stands in 'tenant', and it holds no other");
        }
        return filter.values();
    }

    private static Budget.Days days(JsonFields body, @Nullable Budget before, Instant now) {
        BudgetPeriod period = oneOf(body, "period", BudgetPeriod.values(), BudgetPeriod::wireName, null);
        ZoneId zone = PeriodParameters.zone(parameters(body, "timezone"));
        LocalDate end = body.has("to") ? body.requiredDate("to") : null;
        LocalDate first = body.has("from") ? body.requiredDate("from") : first(period, zone, before, now);
        if (end == null && period == BudgetPeriod.CUSTOM) {
            throw ReportError.FIELD_MISSING.because(
                    "to is missing: a budget of period custom is from a day to the day after its last");
        }
        if (end != null && !end.isAfter(first)) {
            throw ReportError.FIELD_INVALID.because("to is " + end + ": a day after from, " + first
                    + ", is expected; it is the first day that does not count any more");
        }
        return new Budget.Days(period, zone, first, end);
    }

    private static LocalDate first(BudgetPeriod period, ZoneId zone, @Nullable Budget before, Instant now) {
        if (before != null) {
            return before.days().first();
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        return period == BudgetPeriod.CUSTOM ? today : period.start(today);
    }

    private static CarryOver carryOver(JsonFields body) {
        return oneOf(body, "carry_over", CarryOver.values(), CarryOver::wireName, CarryOver.NONE);
    }

    private static <E> E oneOf(
            JsonFields body, String field, E[] all, Function<E, String> wireName, @Nullable E otherwise) {
        if (otherwise != null && !body.has(field)) {
            return otherwise;
        }
        String text = body.requiredText(field);
        for (E one : all) {
            if (wireName.apply(one).equals(text)) {
                return one;
            }
        }
        throw ReportError.FIELD_INVALID.because(field + " is '" + text + "': one of "
                + String.join(", ", Arrays.stream(all).map(wireName).toList()) + " is expected");
    }

    private static Limit limit(JsonFields body) {
        BigDecimal amount = body.decimal("amount", LEAST_AMOUNT, MOST_AMOUNT);
        BigDecimal tokens = body.decimal("tokens", "1", MOST_AMOUNT);
        if ((amount == null) == (tokens == null)) {
            throw ReportError.FIELD_INVALID.because("amount and tokens are "
                    + (amount == null ? "both missing" : "both there") + ": a budget is of one of them");
        }
        if (amount != null) {
            String currency = UsageSelection.currency(parameters(body, "currency"));
            return new Limit.Money(amount.movePointRight(Money.EXACT_PLACES).toBigIntegerExact(), currency);
        }
        if (body.has("currency")) {
            throw ReportError.FIELD_INVALID.because("currency belongs to an amount: a budget of tokens has none");
        }
        if (tokens == null || tokens.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because("tokens is " + tokens + ": a whole number is expected");
        }
        return new Limit.Tokens(tokens.longValueExact());
    }

    private static @Nullable Integer whole(JsonFields body, String field, String least, String most) {
        BigDecimal number = body.decimal(field, least, most);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because(
                    field + " is " + number.toPlainString() + ": a whole number is expected");
        }
        return number.intValueExact();
    }

    private static QueryParameters parameters(JsonFields body, String field) {
        String text = body.text(field);
        return new QueryParameters(text == null ? Map.of() : Map.of(field, List.of(text)));
    }
}
