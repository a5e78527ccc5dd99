package io.tokenledger.demo;

import java.io.PrintStream;

/** How far the events are: one line that is drawn again on a terminal, else a line for every tenth. */
final class ProgressLine {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final long records;
    private int tenthsTold;

    ProgressLine(PrintStream out, boolean terminal, long records) {
        this.out = out;
        this.terminal = terminal;
        this.records = records;
    }

    /**
     * Shows that so many are sent, and of so many the ledger knows what became of them.
     *
     * @param settled decides how far the bar is
     */
    void show(long sent, long settled) {
        int percent = (int) (Math.min(settled, records) * 100 / records);
        String text = "%3d %%  %s of %s sent, %s in the books"
                .formatted(percent, Figures.count(sent), Figures.count(records), Figures.count(settled));
        if (terminal) {
            int done = percent * WIDTH / 100;
            out.print("\r[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + text + "  ");
            out.flush();
        } else if (percent / 10 > tenthsTold) {
            tenthsTold = percent / 10;
            out.println(text);
        }
    }

    /** Ends the line that is drawn again. */
    void end() {
        if (terminal) {
            out.println();
        }
    }
}
