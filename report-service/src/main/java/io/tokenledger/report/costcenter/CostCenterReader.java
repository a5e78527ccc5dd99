package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds cost centres, as endpoints tell them. */
@ApplicationScoped
public class CostCenterReader {
    private final OrganisationReader organisations;
    private final Clock clock;

    public CostCenterReader(OrganisationReader organisations, Clock clock) {
        this.organisations = organisations;
        this.clock = clock;
    }

    /**
     * A page of the tree.
     *
     * @param under code of the one with which it begins; null: all of it
     */
    CostCenterJson.Page page(
            String tenant, @Nullable String at, @Nullable String under, @Nullable String cursor, int limit) {
        OrganisationBook book = organisations.book(tenant);
        Instant time = OrganisationParameters.at(at, book.settings().zone(), clock.instant());
        Organisation organisation = book.organisation();
        List<CostCenter> tree = tree(organisation, under, time);
        if (under != null && tree.isEmpty()) {
            throw unknown(tenant, under);
        }
        List<CostCenter> rest = OrganisationParameters.after(cursor, tree, CostCenter::code);
        List<CostCenter> page = rest.subList(0, Math.min(limit, rest.size()));
        return new CostCenterJson.Page(
                tenant,
                time,
                page.stream()
                        .map(each -> CostCenterJson.of(each, organisation, time))
                        .toList(),
                rest.size() > limit ? page.getLast().code() : null);
    }

    /** All of it, each before those below it. */
    List<CostCenter> tree(String tenant, @Nullable String at) {
        OrganisationBook book = organisations.book(tenant);
        Instant time = OrganisationParameters.at(at, book.settings().zone(), clock.instant());
        return tree(book.organisation(), null, time);
    }

    private static List<CostCenter> tree(Organisation organisation, @Nullable String under, Instant at) {
        List<String> codes = new ArrayList<>();
        if (under != null) {
            codes.addAll(organisation.subtree(under, at));
        } else {
            organisation.centers(at).stream()
                    .filter(each -> each.parent() == null)
                    .forEach(top -> codes.addAll(organisation.subtree(top.code(), at)));
        }
        List<CostCenter> tree = new ArrayList<>();
        for (String code : codes) {
            CostCenter center = organisation.center(code, at);
            if (center != null) {
                tree.add(center);
            }
        }
        return tree;
    }

    CostCenterJson.History history(String tenant, String code, @Nullable String at) {
        return history(organisations.book(tenant), code, at);
    }

    CostCenterJson.History history(OrganisationBook book, String code, @Nullable String at) {
        if (book.life(Kind.COST_CENTER, code).isEmpty()) {
            throw unknown(book.settings().tenant(), code);
        }
        Organisation organisation = book.organisation();
        Instant time = OrganisationParameters.at(at, book.settings().zone(), clock.instant());
        CostCenter center = organisation.center(code, time);
        return new CostCenterJson.History(
                book.settings().tenant(),
                code,
                center == null ? null : CostCenterJson.of(center, organisation, time),
                book.centers(code).stream()
                        .map(each -> version(each, organisation, book))
                        .toList(),
                book.history(Kind.COST_CENTER, code).stream()
                        .map(OrganisationChangeJson::of)
                        .toList());
    }

    private static CostCenterJson version(CostCenter version, Organisation organisation, OrganisationBook book) {
        return CostCenterJson.of(
                version,
                organisation,
                Organisation.start(version.validFrom(), book.settings().zone()));
    }

    /** As it is from that day on, where it is there. */
    static CostCenterJson on(OrganisationBook book, String code, LocalDate day) {
        Organisation organisation = book.organisation();
        Instant at = Organisation.start(day, book.settings().zone());
        CostCenter center = organisation.center(code, at);
        if (center == null) {
            throw unknown(book.settings().tenant(), code);
        }
        return CostCenterJson.of(center, organisation, at);
    }

    static RuntimeException unknown(String tenant, String code) {
        return ReportError.COST_CENTER_UNKNOWN.because("tenant '" + tenant + "' has no cost centre '" + code + "'");
    }
}
