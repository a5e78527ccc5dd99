package io.tokenledger.demo;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the running stack is reached.
 *
 * @param kafka {@code host:port} of the broker
 * @param logs the folder with a log file per process
 */
record Endpoints(String kafka, URI ingest, URI pricing, URI report, Path logs) {}
