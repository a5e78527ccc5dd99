package io.tokenledger.report.costcenter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping rule can look at; null: not said.
 *
 * @param tags the key with which the provider was called is the tag {@code api_key}
 */
public record UsageAttributes(
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags) {

    /** The value of a {@link Condition#subject()}; null: not said, as it is where the value is empty. */
    @Nullable
    String said(String subject) {
        String value =
                switch (subject) {
                    case "team" -> team;
                    case "project" -> project;
                    case "app" -> app;
                    case "environment" -> environment;
                    case "user" -> user;
                    default -> tags.get(subject.substring(Condition.TAG.length()));
                };
        return value == null || value.isEmpty() ? null : value;
    }
}
