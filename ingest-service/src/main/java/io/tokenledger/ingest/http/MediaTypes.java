package io.tokenledger.ingest.http;

/** Media types of CloudEvents JSON. */
final class MediaTypes {
    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String CLOUD_EVENTS_BATCH = "application/cloudevents-batch+json";

    private MediaTypes() {}
}
