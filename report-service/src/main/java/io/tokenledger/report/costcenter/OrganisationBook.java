package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that was ever said of a tenant's cost centres and rules. Pure. */
final class OrganisationBook {
    private final AccountingSettings settings;
    private final List<OrganisationChange> changes;
    private final Map<Kind, Map<String, Life>> lives = new TreeMap<>();

    OrganisationBook(AccountingSettings settings, List<OrganisationChange> changes) {
        this.settings = settings;
        this.changes = List.copyOf(changes);
        for (Kind kind : Kind.values()) {
            Map<String, List<OrganisationChange>> bySubject = new TreeMap<>();
            changes.stream()
                    .filter(change -> change.kind() == kind)
                    .forEach(change -> bySubject
                            .computeIfAbsent(change.subject(), _ -> new ArrayList<>())
                            .add(change));
            Map<String, Life> ofKind = new TreeMap<>();
            bySubject.forEach((subject, found) -> ofKind.put(subject, new Life(found)));
            lives.put(kind, ofKind);
        }
    }

    AccountingSettings settings() {
        return settings;
    }

    Optional<Life> life(Kind kind, String subject) {
        return Optional.ofNullable(lives.getOrDefault(kind, Map.of()).get(subject));
    }

    /** What was said of one, in the order in which it was. */
    List<OrganisationChange> history(Kind kind, String subject) {
        return changes.stream()
                .filter(change -> change.kind() == kind && change.subject().equals(subject))
                .sorted(Comparator.comparingInt(OrganisationChange::revision))
                .toList();
    }

    /** The same after these were said too. */
    OrganisationBook with(List<OrganisationChange> more) {
        return new OrganisationBook(
                settings, Stream.concat(changes.stream(), more.stream()).toList());
    }

    /** Versions of a cost centre, in order of time. */
    List<CostCenter> centers(String code) {
        return life(Kind.COST_CENTER, code)
                .map(life -> life.states().stream()
                        .map(state -> OrganisationFields.center(settings.tenant(), code, state))
                        .toList())
                .orElse(List.of());
    }

    /** Versions of a rule, in order of time. */
    List<MappingRule> rules(String id) {
        return life(Kind.MAPPING_RULE, id)
                .map(life -> life.states().stream()
                        .map(state -> OrganisationFields.rule(settings.tenant(), id, state))
                        .toList())
                .orElse(List.of());
    }

    List<CostCenter> centers() {
        return subjects(Kind.COST_CENTER)
                .flatMap(code -> centers(code).stream())
                .toList();
    }

    List<MappingRule> rules() {
        return subjects(Kind.MAPPING_RULE).flatMap(id -> rules(id).stream()).toList();
    }

    private Stream<String> subjects(Kind kind) {
        return lives.getOrDefault(kind, Map.of()).keySet().stream();
    }

    /** Refused where what was said does not fit together on some day. */
    Organisation organisation() {
        return Organisation.of(settings, centers(), rules());
    }
}
