package io.tokenledger.stack;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./tokenledger up}: the whole stack until Ctrl-C, on data that stays. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** Held here so that its level is not collected with it. */
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        // The clients' chatter while the broker comes up is not news to the person at the terminal.
        ROOT.setLevel(Level.SEVERE);
        int exitCode = run(List.of(arguments));
        if (!Children.areEnding()) {
            System.exit(exitCode);
        }
    }

    private static int run(List<String> arguments) throws InterruptedException {
        UpOptions options;
        try {
            options = UpOptions.parse(arguments, System.getenv());
        } catch (StackFailure misuse) {
            System.err.println("tokenledger up: " + misuse.getMessage());
            return MISUSED;
        }
        if (options.help()) {
            System.out.print(UpOptions.USAGE);
            return 0;
        }
        try (LocalStack stack = options.builder(LocalStack.home(), Main::say).start()) {
            Welcome.lines(stack).forEach(Main::say);
            String end = stack.awaitUnexpectedEnd();
            System.err.println("tokenledger up: " + end + "; stopping everything");
            return FAILED;
        } catch (StackFailure failure) {
            // A part that ends because everything is being stopped is no news.
            if (!Children.areEnding()) {
                System.err.println("tokenledger up: " + failure.getMessage());
                failure.details().forEach(line -> System.err.println("    " + line));
            }
            return FAILED;
        }
    }

    /** One call per line: lines of parts that become ready at the same time do not mix. */
    private static void say(String line) {
        System.out.println(line);
    }
}
