package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's JVM: formats its storage if it has none, then runs it. One start of a JVM for both. */
public final class BrokerMain {
    /** Tell at length, at every start, what their names say; held so that their levels stay. */
    private static final List<Logger> CHATTY = Stream.of("state.change.logger", "org.apache.kafka.common.config")
            .map(Logger::getLogger)
            .toList();

    private BrokerMain() {}

    /** Takes one argument: the settings' file. */
    public static void main(String[] arguments) throws IOException {
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
        Path settings = Path.of(arguments[0]);
        if (!Files.exists(Path.of(BrokerSettings.LOG_DIRECTORY))) {
            format(settings);
        }
        Kafka.main(new String[] {settings.toString()});
    }

    /** Made beside its final place and moved there at the end: a storage that was half made is never run. */
    private static void format(Path settings) throws IOException {
        Path unfinished = Path.of(BrokerSettings.LOG_DIRECTORY + ".part");
        Path unfinishedSettings = Path.of("format.properties");
        Folders.delete(unfinished);
        String text = Files.readString(settings);
        Files.writeString(unfinishedSettings, text + "log.dirs=" + unfinished + "\n");
        String cluster = Uuid.randomUuid().toString();
        String[] format = {"format", "--cluster-id", cluster, "--config", unfinishedSettings.toString()};
        int failure = StorageTool.execute(format, System.out);
        if (failure != 0) {
            System.exit(failure);
        }
        Files.delete(unfinishedSettings);
        Files.move(unfinished, Path.of(BrokerSettings.LOG_DIRECTORY), StandardCopyOption.ATOMIC_MOVE);
    }
}
