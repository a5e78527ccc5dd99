package io.tokenledger.report.guard;

import java.util.concurrent.CompletableFuture;

/** Something that waits for its turn, with who waits for the answer. */
sealed interface Ask {
    CompletableFuture<?> answer();

    String tenant();

    /**
     * Whether there is room.
     *
     * @param answer JSON
     */
    record ToCheck(Check check, CompletableFuture<String> answer) implements Ask {
        @Override
        public String tenant() {
            return check.tenant();
        }
    }

    /**
     * Room that is given back.
     *
     * @param answer whether there is such a reservation, released now or before
     */
    record ToRelease(Release release, CompletableFuture<Boolean> answer) implements Ask {
        @Override
        public String tenant() {
            return release.tenant();
        }
    }
}
