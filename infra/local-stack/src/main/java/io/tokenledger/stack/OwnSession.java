package io.tokenledger.stack;

import java.io.File;
import java.util.List;

/** Puts a command into a session of its own; the command keeps its pid. */
final class OwnSession {
    static final File NULL_DEVICE = new File("/dev/null");

    /** util-linux has {@code setsid}, macOS has Perl; without both, a child shares the terminal's signals. */
    static final List<String> PREFIX = prefix();

    private OwnSession() {}

    private static List<String> prefix() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        if (isOnPath("perl")) {
            return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!");
        }
        return List.of();
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1)) {
            if (new File(folder, program).canExecute()) {
                return true;
            }
        }
        return false;
    }
}
