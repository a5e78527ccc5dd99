package io.tokenledger.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** PostgreSQL refuses to run as root. A user namespace gives it another number and still lets it use root's files. */
final class Unprivileged {
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    /** What to put before a command: nothing for a normal user. The command keeps its pid. */
    static List<String> prefix() {
        if (new UnixSystem().getUid() != 0) {
            return List.of();
        }
        if (!userNamespacesWork()) {
            throw new StackFailure(
                    "PostgreSQL does not run as root, and user namespaces are not allowed here: run as a normal user");
        }
        return USER_NAMESPACE;
    }

    private static boolean userNamespacesWork() {
        try {
            return new ProcessBuilder("unshare", "-U", "true")
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noUnshare) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
