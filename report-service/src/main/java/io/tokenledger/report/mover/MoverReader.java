package io.tokenledger.report.mover;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.directcost.DirectCostReader;
import io.tokenledger.report.directcost.DirectCosts;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the direct costs of two times, over one state of the database, and says what moved. */
@ApplicationScoped
class MoverReader {
    private final LedgerViews ledger;

    MoverReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /**
     * What was found.
     *
     * @param currency of the books
     * @param movers all of them, the largest change first
     */
    record Found(String currency, List<Mover> movers) {}

    Found read(MoverQuestion question) {
        return ledger.read("movers", connection -> {
            AccountingSettings settings =
                    AccountingSettingsReader.read(connection, question.usage().tenant());
            Organisation organisation = OrganisationReader.read(connection, settings);
            Period now = question.usage().period();
            Period before = question.before();
            DirectCosts costsNow = DirectCostReader.read(connection, settings, now, organisation);
            DirectCosts costsBefore = DirectCostReader.read(connection, settings, before, organisation);
            return new Found(
                    settings.currency(),
                    Movers.of(
                            costsBefore.lines(),
                            question.groups(organisation, before),
                            costsNow.lines(),
                            question.groups(organisation, now)));
        });
    }
}
