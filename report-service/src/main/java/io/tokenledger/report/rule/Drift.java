package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Contributor;
import java.math.BigDecimal;
import java.util.List;

/**
 * Two sums over the same usage that are not the same.
 *
 * @param what which sums, for people, such as {@code Budget 'search': what is watched}; the same for the same two
 * @param period that they are over
 * @param booked what the entries add up to
 * @param counted what the other sum says
 * @param unit of both: a currency, {@code tokens} or {@code requests}
 * @param contributors where they differ most
 */
public record Drift(
        String what,
        AlertPeriod period,
        BigDecimal booked,
        BigDecimal counted,
        String unit,
        List<Contributor> contributors) {
    public Drift {
        contributors = List.copyOf(contributors);
    }

    BigDecimal difference() {
        return counted.subtract(booked);
    }
}
