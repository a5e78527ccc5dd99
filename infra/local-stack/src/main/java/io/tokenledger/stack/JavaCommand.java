package io.tokenledger.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that runs the Java this JVM runs on. */
record JavaCommand(List<String> words) {
    /** Temporary files go to that folder: of a JVM that was killed, nothing stays in the system's. */
    static JavaCommand with(List<String> jvmOptions, Path temporaryFiles) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Djava.io.tmpdir=" + temporaryFiles);
        words.addAll(jvmOptions);
        return new JavaCommand(words);
    }

    JavaCommand classPath(String classPath) {
        return and("-cp", classPath);
    }

    List<String> running(String mainClass, String argument) {
        return and(mainClass, argument).words();
    }

    List<String> runningJar(Path jar) {
        return and("-jar", jar.toString()).words();
    }

    private JavaCommand and(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new JavaCommand(all);
    }
}
