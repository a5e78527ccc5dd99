package io.tokenledger.client;

/** When what is spilled is forced to the disk. The death of the process alone loses nothing that is spilled, with either. */
public enum Fsync {
    /** After every write: what is spilled survives a loss of power. It is a background thread that waits. */
    EACH_WRITE,
    /** Left to the operating system: a loss of power may take the last seconds. */
    NEVER
}
