package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds mapping rules, as endpoints tell them. */
@ApplicationScoped
public class MappingRuleReader {
    private final OrganisationReader organisations;
    private final Clock clock;

    public MappingRuleReader(OrganisationReader organisations, Clock clock) {
        this.organisations = organisations;
        this.clock = clock;
    }

    MappingRuleJson.Page page(String tenant, @Nullable String at, @Nullable String cursor, int limit) {
        OrganisationBook book = organisations.book(tenant);
        Instant time = OrganisationParameters.at(at, book.settings().zone(), clock.instant());
        List<MappingRule> all = book.organisation().rules(time);
        List<MappingRule> rest =
                OrganisationParameters.after(cursor, all, rule -> rule.id().toString());
        List<MappingRule> page = rest.subList(0, Math.min(limit, rest.size()));
        return new MappingRuleJson.Page(
                tenant,
                time,
                page.stream().map(MappingRuleJson::of).toList(),
                rest.size() > limit ? page.getLast().id() : null);
    }

    MappingRuleJson.History history(String tenant, UUID id, @Nullable String at) {
        return history(organisations.book(tenant), id, at);
    }

    MappingRuleJson.History history(OrganisationBook book, UUID id, @Nullable String at) {
        if (book.life(Kind.MAPPING_RULE, id.toString()).isEmpty()) {
            throw unknown(book, id);
        }
        Instant time = OrganisationParameters.at(at, book.settings().zone(), clock.instant());
        return new MappingRuleJson.History(
                book.settings().tenant(),
                id,
                book.organisation().rules(time).stream()
                        .filter(rule -> rule.id().equals(id))
                        .findFirst()
                        .map(MappingRuleJson::of)
                        .orElse(null),
                book.rules(id.toString()).stream().map(MappingRuleJson::of).toList(),
                book.history(Kind.MAPPING_RULE, id.toString()).stream()
                        .map(OrganisationChangeJson::of)
                        .toList());
    }

    /** As it is from that day on. */
    static MappingRuleJson on(OrganisationBook book, UUID id, LocalDate day) {
        return book.life(Kind.MAPPING_RULE, id.toString())
                .flatMap(life -> life.on(day))
                .map(state -> MappingRuleJson.of(
                        OrganisationFields.rule(book.settings().tenant(), id.toString(), state)))
                .orElseThrow(() -> unknown(book, id));
    }

    private static RuntimeException unknown(OrganisationBook book, UUID id) {
        return ReportError.MAPPING_RULE_UNKNOWN.because(
                "tenant '" + book.settings().tenant() + "' has no mapping rule " + id);
    }
}
