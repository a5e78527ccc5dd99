package io.tokenledger.report.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they are sent.
 *
 * @param version 0: the standard ones, since the tenant has said nothing
 */
@Schema(name = "AccountingSettings")
public record AccountingSettingsJson(
        @Schema(examples = "acme") String tenant,

        @Schema(description = "0: nothing was set yet", examples = "3")
        int version,

        @Schema(examples = "Asia/Kathmandu") String timezone,
        @Schema(examples = "EUR") String currency,

        @Schema(description = "months, weeks_4_4_5, weeks_4_5_4 or weeks_5_4_4", examples = "months")
        String calendar,

        @Schema(description = "Month, 1 to 12", examples = "4")
        int fiscalYearStart,

        @Schema(description = "Whether another person must close than the one who began")
        boolean twoPersons,

        LimitsJson limits,
        AccountsJson accounts,
        @Nullable String author,
        @Nullable String reason,
        @Nullable Instant setAt) {

    /** The most of each that a period may have when it is closed, as shares from 0 to 1. */
    @Schema(name = "AccountingLimits")
    public record LimitsJson(
            @Schema(examples = "0") String unpriced,
            @Schema(examples = "0.05") String unattributed,
            @Schema(examples = "0.02") String variance,
            @Schema(examples = "0.01") String rejected,
            @Schema(examples = "0.01") String expectedLate) {}

    /** Accounts of the general ledger. */
    @Schema(name = "AccountingAccounts")
    public record AccountsJson(
            @Schema(examples = "llm-usage") String expense,
            @Schema(examples = "llm-clearing") String clearing) {}

    /** With what was set before, the latest first. */
    @Schema(name = "AccountingSettingsHistory")
    public record History(AccountingSettingsJson settings, List<AccountingSettingsJson> versions) {}

    static AccountingSettingsJson of(SettingsVersion version) {
        return of(version.version(), version.settings(), version.author(), version.reason(), version.setAt());
    }

    static AccountingSettingsJson standard(String tenant) {
        return of(0, AccountingSettings.standard(tenant), null, null, null);
    }

    private static AccountingSettingsJson of(
            int version,
            AccountingSettings settings,
            @Nullable String author,
            @Nullable String reason,
            @Nullable Instant setAt) {
        AccountingSettings.Limits limits = settings.limits();
        return new AccountingSettingsJson(
                settings.tenant(),
                version,
                settings.zone().getId(),
                settings.currency(),
                AccountingSettingsForm.wireName(settings.calendar()),
                settings.fiscalYearStart().getValue(),
                settings.twoPersons(),
                new LimitsJson(
                        plain(limits.unpriced()),
                        plain(limits.unattributed()),
                        plain(limits.variance()),
                        plain(limits.rejected()),
                        plain(limits.expectedLate())),
                new AccountsJson(
                        settings.accounts().expense(), settings.accounts().clearing()),
                author,
                reason,
                setAt);
    }

    private static String plain(BigDecimal share) {
        return share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString();
    }
}
