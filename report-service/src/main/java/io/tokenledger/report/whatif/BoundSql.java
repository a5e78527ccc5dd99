package io.tokenledger.report.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL put together from constants, and what is bound to its question marks in their order. */
final class BoundSql {
    /** Something bound to a question mark. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Time(Instant instant) implements Value {}

        record Texts(List<String> texts) implements Value {}

        record Times(List<Instant> instants) implements Value {}

        record Ids(List<UUID> ids) implements Value {}

        record Numbers(List<Integer> numbers) implements Value {}
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Value> values = new ArrayList<>();

    BoundSql add(String constant, Value... bound) {
        text.append(constant);
        values.addAll(List.of(bound));
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Value> values() {
        return values;
    }
}
