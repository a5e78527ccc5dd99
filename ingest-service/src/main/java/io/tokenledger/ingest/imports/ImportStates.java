package io.tokenledger.ingest.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest imports, by id: what an instance has seen on the topic and runs itself. Bounded; thread-safe. */
public final class ImportStates {
    private final int max;
    private final Map<String, ImportState> byId;

    /** Remembers that many; the ones begun first go first. */
    public ImportStates(int max) {
        this.max = max;
        this.byId = new LinkedHashMap<>();
    }

    /** Takes a state in, unless a later one of that import is known. */
    public synchronized void put(ImportState state) {
        ImportState known = byId.get(state.importId());
        if (known != null && known.updatedAt().isAfter(state.updatedAt())) {
            return;
        }
        if (known != null && !known.startedAt().equals(state.startedAt())) {
            byId.remove(state.importId());
        }
        byId.put(state.importId(), state);
        var oldest = byId.keySet().iterator();
        for (int over = byId.size() - max; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes a state in as the begin of an import, unless that import runs already. */
    public synchronized boolean begin(ImportState state) {
        ImportState known = byId.get(state.importId());
        if (known != null && known.isRunning(state.startedAt())) {
            return false;
        }
        put(state);
        return true;
    }

    /** The import of that id, as it is seen at that moment. */
    public synchronized Optional<ImportState> find(String importId, Instant now) {
        return Optional.ofNullable(byId.get(importId)).map(state -> state.seenAt(now));
    }

    /** All of them, the latest begun first. */
    public synchronized List<ImportState> latest(Instant now) {
        var states = new ArrayList<ImportState>();
        byId.values().forEach(state -> states.addFirst(state.seenAt(now)));
        return states;
    }
}
