package io.tokenledger.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each part listens, on 127.0.0.1. */
public record Ports(int ingest, int pricing, int report, int kafka, int postgres) {

    public Ports {
        Map<Integer, String> owners = new HashMap<>();
        for (Claim claim : claims(ingest, pricing, report, kafka, postgres)) {
            if (claim.port() < 1 || claim.port() > 65_535) {
                throw new StackFailure(claim.part() + " port " + claim.port() + " is not between 1 and 65535");
            }
            String other = owners.put(claim.port(), claim.part());
            if (other != null) {
                throw new StackFailure("port " + claim.port() + " is given to both " + other + " and " + claim.part());
            }
        }
    }

    /** A part of the stack and the port it wants. */
    record Claim(String part, int port) {
        String flag() {
            return "--" + part + "-port";
        }

        void check() {
            if (!FreePort.isFree(port)) {
                throw new StackFailure("port " + port + " is taken, and " + part + " wants it: choose another with "
                        + flag() + " N, or " + environmentVariable() + "=N, or take --free-ports");
            }
        }

        String environmentVariable() {
            return "TOKENLEDGER_" + part.toUpperCase(java.util.Locale.ROOT) + "_PORT";
        }
    }

    /** The ones in the documentation: 8081, 8082, 8083, Kafka 9092, PostgreSQL 5432. */
    public static Ports standard() {
        return new Ports(8081, 8082, 8083, 9092, 5432);
    }

    /** Five free ones, for tests and for a second stack beside the first. */
    public static Ports free() {
        return new Ports(FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
    }

    /** Where that service listens. */
    public int of(Service service) {
        return switch (service) {
            case INGEST -> ingest;
            case PRICING -> pricing;
            case REPORT -> report;
        };
    }

    /** Fails with one clear line if a port that will be used is taken. */
    void checkFree(Iterable<Service> services) {
        List<Claim> claims = new ArrayList<>();
        services.forEach(service -> claims.add(new Claim(service.label(), of(service))));
        claims.add(new Claim("kafka", kafka));
        claims.add(new Claim("postgres", postgres));
        claims.forEach(Claim::check);
    }

    private static List<Claim> claims(int ingest, int pricing, int report, int kafka, int postgres) {
        return List.of(
                new Claim("ingest", ingest),
                new Claim("pricing", pricing),
                new Claim("report", report),
                new Claim("kafka", kafka),
                new Claim("postgres", postgres));
    }
}
