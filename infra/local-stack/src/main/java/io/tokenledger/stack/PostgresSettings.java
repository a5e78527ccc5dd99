package io.tokenledger.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the server is configured: what production would have where promises rest on it, small where nothing does. */
final class PostgresSettings {
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("maintenance_work_mem", "128MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("min_wal_size", "80MB"),
            // The binaries have no lz4.
            Map.entry("wal_compression", "pglz"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("logging_collector", "off"),
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d "));

    private PostgresSettings() {}

    /** Arguments for {@code postgres}. */
    static List<String> arguments(int port, Durability durability) {
        Map<String, String> settings = new TreeMap<>(ALWAYS);
        settings.put("port", Integer.toString(port));
        String durable = durability == Durability.FULL ? "on" : "off";
        settings.put("fsync", durable);
        settings.put("synchronous_commit", durable);
        settings.put("full_page_writes", durable);
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }
}
