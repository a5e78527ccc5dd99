package io.tokenledger.ingest.tokens;

/** Where counting is done, so that it slows nothing else. */
@FunctionalInterface
public interface Workers {
    /** Does the work elsewhere and waits for it. */
    void run(Runnable work) throws InterruptedException;
}
