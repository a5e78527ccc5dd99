package io.tokenledger.report.directcost;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.period.Period;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked of the usage that a tenant accounts in a period. What is not asked for is not told apart.
 *
 * @param settings of the books; say the tenant, and in which periods late usage occurred
 * @param byUser whether users are told apart
 * @param tagKeys the tags that are told apart
 * @param borders instants strictly inside the period that no cell reaches over
 */
public record MeterQuestion(
        AccountingSettings settings,
        Period period,
        boolean byUser,
        SortedSet<String> tagKeys,
        SortedSet<Instant> borders) {
    public MeterQuestion {
        tagKeys = Collections.unmodifiableSortedSet(new TreeSet<>(tagKeys));
        borders = Collections.unmodifiableSortedSet(new TreeSet<>(borders));
        for (Instant border : borders) {
            if (!border.isAfter(period.from()) || !border.isBefore(period.to())) {
                throw new IllegalArgumentException("border " + border + " is not strictly inside " + period);
            }
        }
    }

    /** As fine as that organisation needs it to say who pays. */
    public static MeterQuestion of(AccountingSettings settings, Period period, Organisation organisation) {
        return new MeterQuestion(
                settings,
                period,
                organisation.looksAtUser(period.from(), period.to()),
                organisation.tagKeys(period.from(), period.to()),
                organisation.changesWithin(period.from(), period.to()));
    }

    String tenant() {
        return settings.tenant();
    }
}
