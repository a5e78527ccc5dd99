package io.tokenledger.stack;

import io.tokenledger.contract.Topics;
import java.util.Properties;

/** How the broker is configured: one node that is its own controller. */
final class BrokerSettings {
    /** Name of the settings' file in the broker's directory, where it also runs. */
    static final String FILE = "server.properties";

    /** Relative to the broker's directory: an absolute path with a comma would be read as two. */
    static final String LOG_DIRECTORY = "log";

    /** Room for what a record carries beside its value. */
    private static final int RECORD_OVERHEAD_BYTES = 1 << 20;

    private BrokerSettings() {}

    /**
     * The controller's port may change with every start: one node that votes alone is known by its number, not its
     * address.
     */
    static Properties of(int port, int controllerPort) {
        Properties settings = new Properties();
        String controller = "127.0.0.1:" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", LOG_DIRECTORY);
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES + RECORD_OVERHEAD_BYTES));
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A killed broker may come back when its session has run out: nobody else could take its number here.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }
}
