package io.tokenledger.report.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Every budget of every tenant that is not archived, as of one version. Immutable and pure. */
public final class BudgetBook {
    private static final Comparator<Budget> BY_NAME =
            Comparator.comparing(Budget::name).thenComparing(Budget::id);

    private final long version;
    private final Map<String, TenantBudgets> tenants;

    /**
     * The book of these.
     *
     * @param version that these are of
     * @param budgets in any order; archived ones are left out
     */
    public BudgetBook(long version, Collection<Budget> budgets) {
        this.version = version;
        Map<String, List<Budget>> byTenant = new HashMap<>();
        budgets.stream()
                .filter(budget -> budget.archivedAt() == null)
                .sorted(BY_NAME)
                .forEach(budget -> byTenant.computeIfAbsent(budget.tenant(), _ -> new ArrayList<>())
                        .add(budget));
        Map<String, TenantBudgets> all = new HashMap<>();
        byTenant.forEach((tenant, of) -> all.put(tenant, new TenantBudgets(of)));
        this.tenants = Map.copyOf(all);
    }

    /** Moves with every change of any budget. */
    public long version() {
        return version;
    }

    /** Who has budgets. */
    public Set<String> tenants() {
        return tenants.keySet();
    }

    /** How many there are of all tenants together. */
    public int size() {
        return tenants.values().stream().mapToInt(of -> of.all().size()).sum();
    }

    /** Those of a tenant, by name. */
    public List<Budget> of(String tenant) {
        return budgets(tenant).all();
    }

    /** The one of that id; empty where the tenant has none, or it is archived. */
    public Optional<Budget> find(String tenant, UUID id) {
        return Optional.ofNullable(budgets(tenant).byId().get(id));
    }

    /**
     * The budgets whose scope holds usage with these values, by name, whatever days they are for.
     *
     * @param attribution values by a dimension's wire name. A dimension that is not there, or empty, was not attributed,
     *     which is the empty value of a scope. But {@code user} and {@code tag.<key>} that are not there are not known, as in
     *     sums by quarter of an hour: a budget whose scope asks for one of them is left out; see {@link #needingEntries}
     */
    public List<Budget> holding(String tenant, Map<String, String> attribution) {
        return budgets(tenant).holding(attribution);
    }

    /** Those of a tenant whose scope asks for a user or a tag, which only single entries hold; by name. */
    public List<Budget> needingEntries(String tenant) {
        return budgets(tenant).needingEntries();
    }

    private TenantBudgets budgets(String tenant) {
        return tenants.getOrDefault(tenant, TenantBudgets.NONE);
    }
}
