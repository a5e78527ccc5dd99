package io.tokenledger.ingest.imports;

import java.nio.file.Path;

/**
 * How much of a file is held at once, and how large it may be.
 *
 * @param maxBytes most bytes of a file after unpacking
 * @param maxLineBytes longest line; of CSV in characters
 * @param sliceLines most lines that are published together
 * @param sliceBytes most bytes of lines that are published together, so that long lines do not add up
 * @param folder where ids of lines are counted, in files without a name
 */
public record ImportLimits(long maxBytes, int maxLineBytes, int sliceLines, long sliceBytes, Path folder) {}
