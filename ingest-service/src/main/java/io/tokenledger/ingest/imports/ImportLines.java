package io.tokenledger.ingest.imports;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other. Holds one of them. */
interface ImportLines {
    /**
     * The next line; null at the end.
     *
     * @throws UnreadableImport where nothing behind can be told apart any more
     */
    @Nullable
    ImportLine next() throws UnreadableImport, IOException;

    /** Columns of the file that nothing is mapped to. */
    default List<String> ignoredColumns() {
        return List.of();
    }
}
