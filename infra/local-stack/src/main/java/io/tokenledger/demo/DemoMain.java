package io.tokenledger.demo;

import io.tokenledger.sample.UsageSample;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.StackFailure;
import io.tokenledger.stack.StackOptions;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code ./tokenledger demo}: one command from real usage events to an exact chargeback. */
public final class DemoMain {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** Held here so that its level is not collected with it. */
    private static final Logger ROOT = Logger.getLogger("");

    /** Opens when the demo is told to stop, or a part of the stack has ended. */
    private final CountDownLatch stopping = new CountDownLatch(1);

    private final AtomicReference<@Nullable String> brokenPart = new AtomicReference<>();
    private volatile boolean toldToStop;

    private DemoMain() {}

    public static void main(String[] arguments) {
        // The Kafka client's chatter is not news to the person at the terminal.
        ROOT.setLevel(Level.SEVERE);
        var main = new DemoMain();
        int exitCode = main.run(List.of(arguments));
        // After Ctrl-C the JVM is ending already; to ask for it again would block.
        if (!main.toldToStop) {
            System.exit(exitCode);
        }
    }

    private int run(List<String> arguments) {
        StackOptions stackOptions;
        DemoOptions options;
        SampleSource source;
        try {
            stackOptions = StackOptions.parse(arguments, System.getenv());
            options = DemoOptions.parse(stackOptions.rest());
            if (options.help()) {
                System.out.print(DemoOptions.USAGE);
                System.out.print(StackOptions.USAGE);
                return OK;
            }
            source = SampleSource.of(options);
        } catch (UsageException | StackFailure misuse) {
            return complain(misuse.getMessage(), MISUSED);
        }
        try {
            return show(options, stackOptions, source);
        } catch (StackFailure failure) {
            int exitCode = complain(failure.getMessage(), FAILED);
            failure.details().forEach(line -> System.err.println("    " + line));
            return exitCode;
        } catch (DemoFailure failure) {
            String broken = brokenPart.get();
            return complain(broken == null ? failure.getMessage() : broken, FAILED);
        } catch (IOException failure) {
            return complain("cannot use the data folder: " + failure, FAILED);
        } catch (InterruptedException told) {
            String broken = brokenPart.get();
            return complain(broken == null ? "interrupted" : broken, FAILED);
        }
    }

    private int show(DemoOptions options, StackOptions stackOptions, SampleSource source)
            throws DemoFailure, IOException, InterruptedException {
        Path home = LocalStack.home();
        Path data = DemoFolder.fresh(home);
        System.out.println("TokenLedger demo: " + source.description());
        System.out.println();
        Runtime.getRuntime().addShutdownHook(new Thread(this::tellToStop, "stop-of-the-demo"));
        boolean good;
        try (LocalStack stack = LocalStack.builder(home)
                .dataDirectory(data)
                .ports(stackOptions.ports())
                .progress(System.out::println)
                .start()) {
            Thread.ofVirtual().name("watch-over-the-stack").start(() -> watch(stack));
            System.out.println();
            good = showUnlessStopped(options, source, endpoints(stack));
        }
        if (good && options.exit()) {
            DemoFolder.delete(data);
        }
        return good ? OK : FAILED;
    }

    /** After Ctrl-C the end of the JVM closes the stack: this thread leaves it alone and ends with the JVM. */
    private boolean showUnlessStopped(DemoOptions options, SampleSource source, Endpoints endpoints)
            throws DemoFailure, InterruptedException {
        try {
            return show(options, source, endpoints);
        } catch (DemoFailure | InterruptedException failure) {
            if (toldToStop) {
                new CountDownLatch(1).await();
            }
            throw failure;
        }
    }

    private boolean show(DemoOptions options, SampleSource source, Endpoints endpoints)
            throws DemoFailure, InterruptedException {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean good;
        try (UsageSample sample = source.until(Instant.now().truncatedTo(ChronoUnit.MILLIS))) {
            good = new Demo(endpoints, System.out, terminal, stopping).run(sample);
            if (!good) {
                System.err.println("tokenledger demo: the books differ from what was sent");
            }
            if (!options.exit()) {
                NextSteps.lines(endpoints, sample.until()).forEach(System.out::println);
            }
        }
        if (!options.exit()) {
            System.out.println();
            System.out.println("Ctrl-C stops everything.");
            stopping.await();
            throw new InterruptedException("told to stop");
        }
        return good;
    }

    private static Endpoints endpoints(LocalStack stack) {
        return new Endpoints(
                stack.kafkaBootstrap(),
                URI.create(stack.ingestUrl()),
                URI.create(stack.pricingUrl()),
                URI.create(stack.reportUrl()),
                stack.logDirectory());
    }

    private void watch(LocalStack stack) {
        try {
            brokenPart.set(stack.awaitUnexpectedEnd());
            stopping.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellToStop() {
        toldToStop = true;
        stopping.countDown();
    }

    /** Says on one line what is wrong; nothing where everything is ending because it was told to. */
    private int complain(@Nullable String message, int exitCode) {
        if (!toldToStop) {
            System.err.println("tokenledger demo: " + message);
        }
        return exitCode;
    }
}
