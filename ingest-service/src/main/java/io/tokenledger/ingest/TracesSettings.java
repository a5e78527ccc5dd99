package io.tokenledger.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * In which attributes of OpenTelemetry's spans the attribution stands: names parted by commas, the first that is there
 * counts, on the span before the resource. A name that nothing carries leaves the field empty.
 */
@ConfigMapping(prefix = "tokenledger.ingest.traces")
public interface TracesSettings {
    /** Whose a span is, where the request does not say it in the header {@code Tokenledger-Tenant}. */
    @WithDefault("tokenledger.tenant")
    List<String> tenantKeys();

    @WithDefault("tokenledger.team,team")
    List<String> teamKeys();

    @WithDefault("tokenledger.project,project")
    List<String> projectKeys();

    @WithDefault("service.name")
    List<String> appKeys();

    @WithDefault("deployment.environment.name,deployment.environment")
    List<String> environmentKeys();

    @WithDefault("enduser.id,user.id")
    List<String> userKeys();

    /** Where the model ran. Not {@code cloud.region}: that is where the application runs. */
    @WithDefault("tokenledger.region")
    List<String> regionKeys();

    /** Attributes that become tags of the same name, beside every {@code tokenledger.tag.<key>}. */
    Optional<List<String>> tagKeys();

    /**
     * Instrumentations, by the name of their scope, whose input tokens leave the cached ones out, against the conventions.
     * Without their name here their input is too small, and refused where the cached tokens are more than it.
     */
    Optional<List<String>> inputWithoutCache();
}
