package io.tokenledger.report.console;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetHistoryJson;
import io.tokenledger.report.budget.BudgetHistoryJson.RevisionJson;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes what the pages about budgets show. Pure. */
final class BudgetViews {
    private static final int STEPS = 1_000;

    private BudgetViews() {}

    static BudgetPages.Row row(Budget budget, @Nullable BudgetState state, Instant now) {
        return new BudgetPages.Row(
                href(budget.tenant(), budget.id(), ""),
                budget.name(),
                budget.owner(),
                BudgetFields.scope(budget),
                budget.period().wireName(),
                limit(budget),
                state == null ? null : usage(budget, state, now),
                budget.archivedAt() != null);
    }

    static BudgetPages.Usage usage(Budget budget, BudgetState state, Instant now) {
        BigInteger limit = limit(state);
        BigInteger spent = spent(state);
        return new BudgetPages.Usage(
                day(state.from(), budget.zone()).toString(),
                day(state.to().minusNanos(1), budget.zone()).toString(),
                shown(budget, limit),
                spent == null ? null : shown(budget, spent),
                spent == null || limit.signum() <= 0 ? null : percent(spent, limit),
                spent == null ? 0 : limit.signum() <= 0 ? STEPS : Breakdown.share(spent, limit, STEPS),
                elapsed(state, now),
                spent != null && spent.compareTo(limit) > 0,
                Breakdown.count(state.requests()),
                state.unpricedRequests() == 0 ? null : Breakdown.count(state.unpricedRequests()),
                time(state.movedAt()));
    }

    static BudgetPages.Facts facts(Budget budget, @Nullable Budget parent) {
        LocalDate end = budget.days().end();
        Integer exhaustion = budget.alarms().exhaustionDays();
        return new BudgetPages.Facts(
                budget.id().toString(),
                String.valueOf(budget.revision()),
                budget.zone().getId(),
                "from " + budget.days().first() + (end == null ? " on" : " to before " + end),
                budget.carryOver().wireName(),
                parent == null ? null : parent.name(),
                parent == null ? null : href(parent.tenant(), parent.id(), ""),
                budget.place().mayExceedParent(),
                exhaustion == null ? null : exhaustion + " days ahead",
                budget.alarms().channels().stream().map(UUID::toString).toList(),
                time(budget.createdAt()),
                time(budget.changedAt()),
                budget.archivedAt() == null ? null : time(budget.archivedAt()));
    }

    /** Of what is used, and of what is forecast; {@code running} null: the budget was not watched yet. */
    static List<BudgetPages.Threshold> thresholds(Budget budget, @Nullable BudgetState running) {
        return Stream.concat(
                        budget.alarms().thresholds().stream().map(part -> threshold(budget, running, part, true)),
                        budget.alarms().forecastThresholds().stream()
                                .map(part -> threshold(budget, running, part, false)))
                .toList();
    }

    private static BudgetPages.Threshold threshold(
            Budget budget, @Nullable BudgetState running, String part, boolean used) {
        BigDecimal exact = new BigDecimal(part);
        BigDecimal at = running == null ? null : new BigDecimal(limit(running)).multiply(exact);
        BigInteger spent = running == null ? null : spent(running);
        boolean crossed = used && at != null && spent != null && new BigDecimal(spent).compareTo(at) >= 0;
        return new BudgetPages.Threshold(
                exact.movePointRight(2).stripTrailingZeros().toPlainString(),
                used ? "used" : "forecast",
                at == null
                        ? null
                        : shown(budget, at.setScale(0, RoundingMode.CEILING).toBigIntegerExact()),
                !used
                        ? "told when the forecast reaches it"
                        : crossed ? "crossed" : spent == null ? "not known" : "not yet",
                crossed);
    }

    static List<BudgetPages.Revision> history(BudgetHistoryJson history) {
        return history.revisions().reversed().stream()
                .map(BudgetViews::revision)
                .toList();
    }

    private static BudgetPages.Revision revision(RevisionJson revision) {
        return new BudgetPages.Revision(
                String.valueOf(revision.revision()),
                time(revision.changedAt()),
                revision.action(),
                revision.author(),
                revision.reason(),
                revision.changes().stream()
                        .map(change ->
                                change.field().replace('_', ' ') + ": " + change.before() + " → " + change.after())
                        .toList());
    }

    static BudgetPages.OneLinks links(Budget budget) {
        String tenant = encoded(budget.tenant());
        return new BudgetPages.OneLinks(
                href(budget.tenant(), budget.id(), "/edit"),
                "/budgets/" + budget.id() + "/archive",
                "/alerts?tenant=" + tenant + "&subject=" + budget.id(),
                "/v1" + href(budget.tenant(), budget.id(), ""),
                "/v1" + href(budget.tenant(), budget.id(), "/history"),
                "/budgets?tenant=" + tenant);
    }

    static String href(String tenant, UUID id, String page) {
        return "/budgets/" + id + page + "?tenant=" + encoded(tenant);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static BigInteger limit(BudgetState state) {
        return state.limitPico() != null
                ? state.limitPico()
                : BigInteger.valueOf(Objects.requireNonNull(state.limitTokens(), "of money or of tokens"));
    }

    private static @Nullable BigInteger spent(BudgetState state) {
        return state.limitPico() == null ? BigInteger.valueOf(state.tokens()) : state.spentPico();
    }

    private static String limit(Budget budget) {
        return switch (budget.limit()) {
            case Limit.Money money -> shown(budget, money.amountPico());
            case Limit.Tokens(var tokens) -> shown(budget, BigInteger.valueOf(tokens));
        };
    }

    static String shown(Budget budget, BigInteger amount) {
        String currency = budget.currency();
        return currency == null
                ? AnswerFigures.number(new BigDecimal(amount)) + " tokens"
                : Money.readable(amount) + " " + currency;
    }

    static String percent(BigInteger spent, BigInteger limit) {
        return new BigDecimal(spent.multiply(BigInteger.valueOf(STEPS)).divide(limit), 1).toPlainString();
    }

    private static int elapsed(BudgetState state, Instant now) {
        BigInteger whole =
                BigInteger.valueOf(Duration.between(state.from(), state.to()).toSeconds());
        return Breakdown.share(
                BigInteger.valueOf(Duration.between(state.from(), now).toSeconds()), whole, STEPS);
    }

    private static LocalDate day(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace("T", " ")
                        .replace(":00Z", "") + " UTC";
    }
}
