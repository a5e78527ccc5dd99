package io.tokenledger.ingest.dialect.otel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose price list a span falls under, in the price book's names. Instrumentations name the client's interface: OpenAI's
 * client may talk to another company, which the address tells. A name that is not known stays as it is, in lower case:
 * it has no price then, which is seen.
 */
final class SpanProvider {
    private static final String OPENAI = "openai";

    /** Names of {@code gen_ai.provider.name} and {@code gen_ai.system} that the price book has another name for. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("aws.bedrock", "aws"),
            Map.entry("bedrock", "aws"),
            Map.entry("azure.ai.openai", "azure"),
            Map.entry("az.ai.openai", "azure"),
            Map.entry("azure.ai.inference", "azure_ai"),
            Map.entry("az.ai.inference", "azure_ai"),
            Map.entry("gcp.gemini", "google"),
            Map.entry("gcp.gen_ai", "google"),
            Map.entry("gemini", "google"),
            Map.entry("gcp.vertex_ai", "vertex_ai"),
            Map.entry("vertexai", "vertex_ai"),
            Map.entry("ibm.watsonx.ai", "watsonx"),
            Map.entry("mistral_ai", "mistral"),
            Map.entry("mistralai", "mistral"),
            Map.entry("moonshot_ai", "moonshotai"),
            Map.entry("x_ai", "x-ai"),
            Map.entry("xai", "x-ai"));

    private record Host(String name, String provider) {}

    /** Hosts, or the domains above them, that speak OpenAI's interface. */
    private static final List<Host> HOSTS = List.of(
            new Host("openai.azure.com", "azure"),
            new Host("services.ai.azure.com", "azure_ai"),
            new Host("openrouter.ai", "openrouter"),
            new Host("api.groq.com", "groq"),
            new Host("api.deepseek.com", "deepseek"),
            new Host("api.x.ai", "x-ai"),
            new Host("api.mistral.ai", "mistral"),
            new Host("api.perplexity.ai", "perplexity"),
            new Host("api.together.xyz", "together"),
            new Host("api.fireworks.ai", "fireworks"),
            new Host("api.cerebras.ai", "cerebras"),
            new Host("generativelanguage.googleapis.com", "google"));

    private SpanProvider() {}

    /** The provider of that name at that address; null where there is no name. */
    static @Nullable String of(@Nullable String name, @Nullable String endpoint) {
        if (name == null) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String provider = NAMES.getOrDefault(lower, lower);
        return provider.equals(OPENAI) && endpoint != null ? ofHost(host(endpoint)) : provider;
    }

    private static String ofHost(String host) {
        for (Host known : HOSTS) {
            if (host.equals(known.name()) || host.endsWith("." + known.name())) {
                return known.provider();
            }
        }
        return OPENAI;
    }

    /** The host of an address that may be a URL. */
    private static String host(String endpoint) {
        int scheme = endpoint.indexOf("://");
        String rest = scheme < 0 ? endpoint : endpoint.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && "/:?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
