package io.tokenledger.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One instance of a service, run from the jar that the build leaves. Ready is what its health endpoint calls ready. */
public final class ServiceProcess extends StackPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ASK_LIMIT).build();

    /**
     * What an instance needs to know.
     *
     * @param environment its settings, without the port
     * @param directory where it runs
     */
    record Settings(
            String name,
            Path jar,
            int port,
            Map<String, String> environment,
            List<String> jvmOptions,
            Path directory,
            Path log) {}

    private final Settings settings;

    private ServiceProcess(Settings settings) {
        super(settings.name(), settings.port(), settings.log());
        this.settings = settings;
    }

    /** Starts it; returns when it is ready. */
    static ServiceProcess start(Settings settings) {
        if (!Files.isRegularFile(settings.jar())) {
            throw new StackFailure(settings.jar() + " is missing: build the project first (./tokenledger does)");
        }
        ServiceProcess service = new ServiceProcess(settings);
        service.launch();
        return service;
    }

    /** Where its endpoints are: {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public String address() {
        return url();
    }

    @Override
    ChildProcess.Spec spec() {
        List<String> command =
                JavaCommand.with(settings.jvmOptions(), settings.directory()).runningJar(settings.jar());
        return new ChildProcess.Spec(
                name(), ChildProcess.Rank.SERVICE, command, environment(), settings.directory(), log());
    }

    @Override
    Duration startLimit() {
        return START_LIMIT;
    }

    @Override
    boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(ASK_LIMIT)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> all = new java.util.HashMap<>(settings.environment());
        all.put("TOKENLEDGER_HTTP_HOST", "127.0.0.1");
        all.put("TOKENLEDGER_HTTP_PORT", Integer.toString(port()));
        return all;
    }
}
