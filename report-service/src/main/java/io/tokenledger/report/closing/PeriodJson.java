package io.tokenledger.report.closing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A period as it is sent.
 *
 * @param checks as they were when they were run last; null: they were not, or the period is one of a list
 * @param journal null: the period is one of a list
 */
@Schema(name = "AccountingPeriod")
public record PeriodJson(
        @Schema(examples = "2026-10") String id,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "2026") int fiscalYear,

        @Schema(description = "In its fiscal year, from 1", examples = "10")
        int number,

        @Schema(description = "open, closing, closed; or before_books: the books were closed past it without it")
        String state,

        @Schema(examples = "2026-10-01") String firstDay,
        @Schema(examples = "2026-10-31") String lastDay,

        @Schema(examples = "2026-10-01T00:00:00+05:45") String from,

        @Schema(description = "Exclusive", examples = "2026-11-01T00:00:00+05:45")
        String to,

        @Schema(description = "Null: nobody has begun to close it") @Nullable
        SignedJson began,

        @Schema(description = "Who closed it in the ledger; null: nobody yet") @Nullable
        SignedJson signed,

        @Schema(description = "When its statements were there; null: they are not") @Nullable
        Instant closedAt,

        @Schema(description = "Why it was closed although checks had failed; null: none had") @Nullable
        String overrideReason,

        @Schema(description = "Null: there are none, not even drafts") @Nullable
        TotalJson statements,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CheckJson> checks,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EventJson> journal) {

    /** Who did something, and when. */
    @Schema(name = "PeriodSigned")
    public record SignedJson(@Schema(examples = "ann") String author, Instant at) {}

    /** Of the statements of a period. */
    @Schema(name = "PeriodStatements")
    public record TotalJson(
            @Schema(description = "draft or final") String status,
            @Schema(examples = "40") int count,

            @Schema(description = "Exact, before rounding", examples = "12345.678901")
            String total,

            @Schema(examples = "EUR") String currency,
            String link) {}

    /** Something that happened to the period. */
    @Schema(name = "PeriodEvent")
    public record EventJson(
            @Schema(description = "begun, checked, cancelled, sealed or closed")
            String what,

            @Schema(examples = "ann") String author,
            String reason,
            @Nullable String overrideReason,
            Instant at,
            @Nullable List<CheckJson> checks) {}

    /**
     * A page of periods, the latest first.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "AccountingPeriods")
    public record Page(List<PeriodJson> periods, @Nullable String next) {}

    /** Checks as they are now. */
    @Schema(name = "PeriodChecks")
    public record Checks(@Schema(examples = "2026-10") String period, Instant at, List<CheckJson> checks) {}

    static PeriodJson ofList(PeriodView view) {
        return of(view, null, null);
    }

    static PeriodJson of(PeriodView view) {
        List<EventJson> journal = view.events().stream().map(PeriodJson::event).toList();
        List<CheckJson> last =
                journal.stream().map(EventJson::checks).filter(Objects::nonNull).reduce(null, (_, later) -> later);
        return of(view, last, journal);
    }

    private static PeriodJson of(PeriodView view, @Nullable List<CheckJson> checks, @Nullable List<EventJson> journal) {
        PeriodLife life = view.life();
        AccountingPeriod period = life.period();
        return new PeriodJson(
                period.id(),
                life.tenant(),
                period.fiscalYear(),
                period.number(),
                view.state(),
                period.firstDay().toString(),
                period.endDay().minusDays(1).toString(),
                period.period().fromText(),
                period.period().toText(),
                signed(life.began()),
                signed(life.sealed()),
                life.closedAt(),
                life.overrideReason(),
                total(view),
                checks,
                journal);
    }

    private static @Nullable SignedJson signed(@Nullable Signed signed) {
        return signed == null ? null : new SignedJson(signed.by(), signed.at());
    }

    private static @Nullable TotalJson total(PeriodView view) {
        PeriodLife life = view.life();
        PeriodLife.Total total = life.total();
        return total == null
                ? null
                : new TotalJson(
                        life.state() == PeriodLife.State.CLOSED ? "final" : "draft",
                        total.statements(),
                        Money.exact(total.pico()),
                        view.settings().currency(),
                        new CheckLinks(life.tenant(), life.period()).statements());
    }

    private static EventJson event(PeriodEvent event) {
        return new EventJson(
                event.kind().wireName(),
                event.author(),
                event.reason(),
                event.overrideReason(),
                event.at(),
                event.checks() == null ? null : CheckJson.kept(event.checks()));
    }
}
