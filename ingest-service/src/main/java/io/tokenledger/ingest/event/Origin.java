package io.tokenledger.ingest.event;

/** Where a delivery came from. It gives a rejection its identity. */
public sealed interface Origin {
    /** Unique for this event of this delivery, and the same when a Kafka record is read again. */
    String rejectionId(int index, boolean ofBatch);

    /** A record of a topic. */
    record KafkaRecord(String topic, int partition, long offset) implements Origin {
        @Override
        public String rejectionId(int index, boolean ofBatch) {
            String place = topic + "/" + partition + "/" + offset;
            return ofBatch ? place + "/" + index : place;
        }
    }

    /** A request, by an id that ingest gave it. */
    record HttpRequest(String requestId) implements Origin {
        @Override
        public String rejectionId(int index, boolean ofBatch) {
            return "http/" + requestId + "/" + index;
        }
    }

    /**
     * A line of an imported file.
     *
     * @param run names one run of an import: another file under the same id must not hide its rejections behind the first's
     */
    record ImportedLine(String run, long line) implements Origin {
        @Override
        public String rejectionId(int index, boolean ofBatch) {
            return "import/" + run + "/" + line;
        }
    }
}
