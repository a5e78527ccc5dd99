package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.pricebook.BookChanges.Change;
import io.tokenledger.pricing.pricebook.BookChanges.Outcome;
import io.tokenledger.pricing.pricebook.ImportResult.Vanished;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;

/**
 * A price file into the book, for the bundled prices and for a user's. It goes in as a whole, or as far as it was
 * selected, or not at all, and newer knowledge covers older over the range that it states. The same file again changes
 * nothing. A file holds list prices: no contract is touched.
 */
@ApplicationScoped
public class PriceImport {
    private final DataSource dataSource;

    public PriceImport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Imports a file in one transaction; changes of the book wait for one another.
     *
     * @param dryRun only says what the import would do
     */
    ImportResult run(PriceFile file, ImportOrigin origin, ImportSelection selection, boolean dryRun)
            throws SQLException {
        return BookChanges.inTransaction(dataSource, connection -> {
            ImportResult result = apply(connection, file, origin, selection, dryRun);
            boolean keep = !dryRun && result.changesTheBook();
            return new Outcome<>(keep ? result : result.notWritten(), keep);
        });
    }

    /** Imports a file of the bundled book, if that content was not imported before by this or another instance. */
    boolean runOnce(PriceFile file, ImportOrigin origin) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (isImported(connection, origin)) {
                return false;
            }
        }
        return BookChanges.inTransaction(dataSource, connection -> {
            Change change = BookChanges.begin(connection, origin); // another instance may have been faster
            boolean first = !isImportedBefore(connection, origin, change);
            if (first) {
                apply(connection, file, origin, ImportSelection.NEWER_RELEASE, change, false);
            }
            return new Outcome<>(first, first);
        });
    }

    private static ImportResult apply(
            Connection connection, PriceFile file, ImportOrigin origin, ImportSelection selection, boolean dryRun)
            throws SQLException {
        return apply(connection, file, origin, selection, BookChanges.begin(connection, origin), dryRun);
    }

    private static ImportResult apply(
            Connection connection,
            PriceFile file,
            ImportOrigin origin,
            ImportSelection selection,
            Change change,
            boolean dryRun)
            throws SQLException {
        MeterTable.refuseUnknown(connection, file.rows());
        var prices = new PriceTable(connection, change);
        var changes = new ArrayList<PriceChange>();
        int notSelected = 0;
        for (PriceRow row : file.rows()) {
            List<PriceChange> found = changes(prices, row, origin);
            for (PriceChange each : found) {
                if (!selection.takes(each)) {
                    notSelected++;
                } else {
                    changes.add(each);
                    if (each.adds()) {
                        prices.refuseOverlappingWindow(row);
                        prices.add(row, origin);
                    }
                }
            }
        }
        List<Vanished> vanished = vanished(prices, file, origin, selection);
        if (selection.withdrawVanished()) {
            for (Vanished gone : vanished) {
                prices.withdraw(gone.key(), gone.price().priceId());
            }
        }
        prices.rewriteTimeline();
        return new ImportResult(
                change.changeId(),
                dryRun,
                changes,
                notSelected,
                vanished,
                selection.withdrawVanished(),
                addNames(connection, file, origin, selection, change),
                addUplifts(connection, file, selection, change),
                ProviderTable.addNew(
                        connection,
                        file.fallbacks().stream()
                                .filter(fallback -> selection.takesProvider(fallback.provider()))
                                .toList(),
                        change),
                file);
    }

    private static List<PriceChange> changes(PriceTable prices, PriceRow row, ImportOrigin origin) {
        if (!origin.isBundled()) {
            return List.of(PriceChange.of(row, prices.present(row.key())));
        }
        var changes = new ArrayList<>(PriceChange.kept(row, prices.present(row.key())));
        changes.add(PriceChange.of(row, prices.presentBundled(row.key())));
        return changes;
    }

    private static List<Vanished> vanished(
            PriceTable prices, PriceFile file, ImportOrigin origin, ImportSelection selection) {
        var stated = new HashSet<PriceKey>();
        file.rows().forEach(row -> stated.add(row.key()));
        var vanished = new ArrayList<Vanished>();
        for (PriceKey key : List.copyOf(prices.keys())) {
            if (stated.contains(key) || !selection.takes(key)) {
                continue;
            }
            for (PresentPrice price : prices.present(key)) {
                if (isOfThatSeries(price, origin)) {
                    vanished.add(new Vanished(key, price));
                }
            }
        }
        return vanished;
    }

    /** A peer's table is one; files of our own format are told apart by their label. */
    private static boolean isOfThatSeries(PresentPrice price, ImportOrigin origin) {
        boolean ownFormat = origin.format().equals(NativePriceCsv.FORMAT) || origin.isBundled();
        return price.origin().equals(origin.format())
                && (!ownFormat || price.label().equals(origin.label()));
    }

    private static List<ModelName> addNames(
            Connection connection, PriceFile file, ImportOrigin origin, ImportSelection selection, Change change)
            throws SQLException {
        List<ModelName> selected = file.names().stream()
                .filter(name -> selection.takesProvider(name.provider()) && selection.takesModel(name.model()))
                .toList();
        return NameTable.at(connection, change.version()).addNew(connection, selected, change, origin.isBundled());
    }

    private static List<PriceFile.UpliftRow> addUplifts(
            Connection connection, PriceFile file, ImportSelection selection, Change change) throws SQLException {
        List<Adjustment> present = AdjustmentTable.at(connection, change.version());
        var added = new ArrayList<PriceFile.UpliftRow>();
        for (PriceFile.UpliftRow row : file.uplifts()) {
            if (!selection.takesProvider(row.provider()) || !selection.takesModel(row.model())) {
                continue;
            }
            var uplift = new Adjustment(
                    0,
                    Adjustment.Kind.UPLIFT,
                    "",
                    row.provider(),
                    row.model(),
                    "",
                    row.region(),
                    row.millionths(),
                    row.range().from(),
                    row.range().until());
            Adjustment other = AdjustmentTable.overlapping(present, uplift);
            boolean isSaid = other != null
                    && other.millionths() == uplift.millionths()
                    && AdjustmentTable.range(uplift)
                            .minus(AdjustmentTable.range(other))
                            .isEmpty();
            if (isSaid) {
                continue;
            }
            if (other != null) {
                AdjustmentTable.withdraw(connection, other.adjustmentId(), change);
                for (ValidRange left : AdjustmentTable.range(other).minus(row.range())) {
                    AdjustmentTable.insert(connection, over(other, left), change);
                }
            }
            AdjustmentTable.insert(connection, uplift, change);
            added.add(row);
        }
        return added;
    }

    private static Adjustment over(Adjustment adjustment, ValidRange range) {
        return new Adjustment(
                0,
                adjustment.kind(),
                adjustment.tenant(),
                adjustment.provider(),
                adjustment.model(),
                adjustment.serviceTier(),
                adjustment.region(),
                adjustment.millionths(),
                range.from(),
                range.until());
    }

    private static final String SELECT_IMPORTED =
            "SELECT EXISTS (SELECT FROM pricing.book_change WHERE kind = ? AND content_sha256 = ? AND change_id < ?)";

    private static boolean isImported(Connection connection, ImportOrigin origin) throws SQLException {
        return isImportedBefore(connection, origin, Long.MAX_VALUE);
    }

    private static boolean isImportedBefore(Connection connection, ImportOrigin origin, Change change)
            throws SQLException {
        return isImportedBefore(connection, origin, change.changeId());
    }

    private static boolean isImportedBefore(Connection connection, ImportOrigin origin, long changeId)
            throws SQLException {
        try (var select = connection.prepareStatement(SELECT_IMPORTED)) {
            select.setString(1, origin.format());
            select.setString(2, origin.contentSha256());
            select.setLong(3, changeId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
