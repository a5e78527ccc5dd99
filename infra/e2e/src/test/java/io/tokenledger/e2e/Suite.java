package io.tokenledger.e2e;

import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running suite: one stack for all test classes of this JVM, on free ports, with its data below the build
 * folder, ended after the last test. Each test class keeps to a tenant of its own.
 */
public final class Suite implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Suite.class);

    /** The stack and its end. */
    private record Running(LocalStack stack) implements AutoCloseable {
        static Running start() {
            return new Running(LocalStack.builder(LocalStack.home())
                    .dataDirectory(Path.of("target", "suite-" + UUID.randomUUID()))
                    .ports(Ports.free())
                    .progress(System.out::println)
                    .start());
        }

        @Override
        public void close() {
            stack.close();
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
                .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .stack();
    }
}
