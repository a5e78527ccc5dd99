package io.tokenledger.e2e;

import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running suite: one stack for all test classes of this JVM, on free ports, with its data below the build
 * folder, ended after the last test. Each test class keeps to a tenant of its own.
 */
public final class Suite implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Suite.class);

    /** Held here so that its level is not collected with it. Every client prints all of its settings otherwise. */
    private static final Logger KAFKA_CLIENTS = Logger.getLogger("org.apache.kafka");

    /** The stack and its end: of its folder the logs stay. */
    private record Running(LocalStack stack, Path folder) implements AutoCloseable {
        static Running start() {
            KAFKA_CLIENTS.setLevel(Level.WARNING);
            Path folder = Path.of("target", "suite-" + UUID.randomUUID());
            return new Running(
                    LocalStack.builder(LocalStack.home())
                            .dataDirectory(folder)
                            .ports(Ports.free())
                            .progress(System.out::println)
                            .start(),
                    folder);
        }

        @Override
        public void close() throws IOException {
            stack.close();
            delete(folder.resolve("kafka"));
            delete(folder.resolve("postgres"));
        }

        private static void delete(Path data) throws IOException {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(data)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .stack();
    }
}
