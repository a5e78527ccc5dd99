package io.tokenledger.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that runs the Java this JVM runs on. */
record JavaCommand(List<String> words) {
    static JavaCommand with(List<String> jvmOptions) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
