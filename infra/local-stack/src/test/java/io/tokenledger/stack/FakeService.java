package io.tokenledger.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a service: ready at once, tells its environment, or ends at once if it is told to. */
public final class FakeService {
    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("FAKE_FAILURE") != null) {
            System.err.println(System.getenv("FAKE_FAILURE"));
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("TOKENLEDGER_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("TOKENLEDGER_HTTP_HOST"), port), 0);
        server.createContext("/", exchange -> {
            boolean health = exchange.getRequestURI().getPath().equals("/q/health/ready");
            String text =
                    health ? "UP" : System.getenv("TOKENLEDGER_KAFKA") + " " + System.getenv("TOKENLEDGER_DB_URL");
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    /** A folder that looks like the built project, with this in place of every service. */
    static Path home() throws IOException {
        Path home = TestFolder.fresh("fake home");
        Path bootstrap = ProjectHome.bootstrapSql(home);
        Files.createDirectories(bootstrap.getParent());
        Files.copy(ProjectHome.bootstrapSql(LocalStack.home()), bootstrap);
        for (Service service : Service.values()) {
            writeJar(service.jar(home));
        }
        return home;
    }

    private static void writeJar(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String classFile = FakeService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = FakeService.class.getClassLoader().getResourceAsStream(classFile)) {
            out.putNextEntry(new JarEntry(classFile));
            out.write(java.util.Objects.requireNonNull(in).readAllBytes());
            out.closeEntry();
        }
    }
}
