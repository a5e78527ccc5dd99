package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL 18 on 127.0.0.1 with the database {@code tokenledger}, its roles and its empty schemas. Everyone on
 * this machine may connect as anyone: no passwords. Data that is already in the directory is kept.
 */
public final class LocalPostgres extends StackPart {
    /** Owns everything and may do anything; the roles of the services are in {@code infra/postgres/bootstrap.sql}. */
    public static final String SUPERUSER = "postgres";

    private static final String DATABASE = "tokenledger";
    private static final String MAJOR_VERSION = "18";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final Path dataDirectory;
    private final Durability durability;
    private final PostgresBinaries binaries;
    private final DataLock lock;

    private LocalPostgres(Path home, Path dataDirectory, Path log, int port, Durability durability) {
        super("postgres", port, log);
        this.home = home;
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.durability = durability;
        this.binaries = PostgresBinaries.unpackedIn(home.resolve(".tokenledger"));
        this.lock = DataLock.take(this.dataDirectory.resolveSibling(this.dataDirectory.getFileName() + ".lock"));
    }

    /** Starts it with full durability; returns when it answers. */
    public static LocalPostgres start(Path dataDirectory, Path log, int port) {
        return start(dataDirectory, log, port, Durability.FULL);
    }

    /** Starts it; returns when it answers and has the database, the roles and the schemas. */
    public static LocalPostgres start(Path dataDirectory, Path log, int port, Durability durability) {
        LocalPostgres postgres = new LocalPostgres(ProjectHome.find(), dataDirectory, log, port, durability);
        try {
            postgres.createCluster();
            postgres.launch();
            postgres.createDatabase();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** On a free port, for tests: data and log below that directory, and no waiting for the disk. */
    public static LocalPostgres start(Path directory) {
        return start(
                directory.resolve("postgres"),
                directory.resolve("postgres.log"),
                FreePort.next(),
                Durability.PROCESS_ONLY);
    }

    /** Where the services connect; they add their role. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    /** Connects as that role: {@code pricing_app}, {@code pricing_owner}, …, or {@link #SUPERUSER}. */
    public String jdbcUrl(String role) {
        return jdbcUrl() + "?user=" + role;
    }

    /** A new connection as that role. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(role));
    }

    @Override
    public void close() {
        super.close();
        lock.close();
    }

    @Override
    ChildProcess.Spec spec() {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(List.of(binaries.program("postgres"), "-D", dataDirectory.toString()));
        command.addAll(PostgresSettings.arguments(port(), durability));
        return spec(name(), command);
    }

    @Override
    Duration startLimit() {
        return START_LIMIT;
    }

    @Override
    boolean answers() {
        try (Connection connection = DriverManager.getConnection(adminUrl())) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Made beside its final place and moved there at the end: a cluster that was half made is never started. */
    private void createCluster() {
        Path version = dataDirectory.resolve("PG_VERSION");
        try {
            if (!Files.exists(version)) {
                Path unfinished = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".part");
                Folders.delete(unfinished);
                initdb(unfinished);
                Files.move(unfinished, dataDirectory, StandardCopyOption.ATOMIC_MOVE);
            } else if (!Files.readString(version).strip().equals(MAJOR_VERSION)) {
                throw new StackFailure(dataDirectory + " is the data of PostgreSQL "
                        + Files.readString(version).strip() + ", this is " + MAJOR_VERSION + ": move it away");
            }
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot create the database in " + dataDirectory, e);
        }
    }

    private void initdb(Path target) {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.add(binaries.program("initdb"));
        command.addAll(List.of("-D", target.toString(), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        command.add("--no-sync");
        ChildProcess initdb = ChildProcess.start(spec("initdb", command));
        if (initdb.awaitExit(START_LIMIT) != 0) {
            throw initdb.failure("could not create the database (exit code " + initdb.exitCode() + ")");
        }
    }

    private ChildProcess.Spec spec(String name, List<String> command) {
        Path folder = dataDirectory.resolve("..").normalize();
        return new ChildProcess.Spec(name, ChildProcess.Rank.DATABASE, command, Map.of("LC_ALL", "C"), folder, log());
    }

    private String adminUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=" + SUPERUSER + "&connectTimeout=2";
    }

    private void createDatabase() {
        try (Connection admin = DriverManager.getConnection(adminUrl())) {
            if (!databaseExists(admin)) {
                execute(admin, "CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new StackFailure("cannot create the database " + DATABASE + ": " + e.getMessage(), e);
        }
        Path bootstrap = ProjectHome.bootstrapSql(home);
        try (Connection superuser = connect(SUPERUSER)) {
            execute(superuser, Files.readString(bootstrap));
        } catch (IOException | SQLException e) {
            throw new StackFailure("cannot run " + bootstrap + ": " + e.getMessage(), e);
        }
    }

    private static final String DATABASE_EXISTS = "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'";

    private static boolean databaseExists(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet found = statement.executeQuery(DATABASE_EXISTS)) {
            return found.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
