package io.tokenledger.stack;

/** Whether what the database has committed survives the machine. */
public enum Durability {
    /** As in production: a commit is on the disk. */
    FULL,
    /** Faster, for tests about something else: survives a killed process, but not a machine that loses its power. */
    PROCESS_ONLY
}
