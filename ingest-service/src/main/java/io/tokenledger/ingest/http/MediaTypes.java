package io.tokenledger.ingest.http;

/** Media types of CloudEvents JSON, and of JSON by the line. */
final class MediaTypes {
    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String CLOUD_EVENTS_BATCH = "application/cloudevents-batch+json";

    static final String JSON_LINES = "application/x-ndjson";

    private MediaTypes() {}
}
