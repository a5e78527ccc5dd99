package io.tokenledger.report.directcost;

import io.tokenledger.report.costcenter.UsageAttributes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who used what. Null: not said, or of {@code user} not asked.
 *
 * @param tags of the keys that were asked for, those that the usage has
 */
public record UsageOrigin(
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags,
        String provider,
        String model,
        String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region) {

    /** As mapping rules look at it. */
    public UsageAttributes attributes() {
        return new UsageAttributes(team, project, app, environment, user, tags);
    }

    /** Whether both are the same to a {@link LineKey}, but for the cost centre. */
    boolean isOfSameLines(UsageOrigin other) {
        return Objects.equals(team, other.team)
                && Objects.equals(project, other.project)
                && Objects.equals(app, other.app)
                && Objects.equals(environment, other.environment)
                && provider.equals(other.provider)
                && model.equals(other.model)
                && serviceTier.equals(other.serviceTier)
                && Objects.equals(region, other.region);
    }
}
