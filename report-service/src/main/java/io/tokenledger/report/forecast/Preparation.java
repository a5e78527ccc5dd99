package io.tokenledger.report.forecast;

/** What is done to a history before anything is learnt from it. Each step says what it found. */
final class Preparation {
    private static final int NEAREST = 4;

    private Preparation() {}

    static Draft of(History history) {
        Draft draft = Launch.cut(new Draft(history));
        Outage.leaveOut(draft);
        fillGaps(draft);
        LevelShift.adjust(draft);
        FarOffDays.replace(draft);
        return draft;
    }

    /** What is not known is taken to have been as the same steps of the seasons around, or as the steps before it. */
    private static void fillGaps(Draft draft) {
        int gaps = 0;
        int season = draft.step == Step.HOUR ? Family.HOURS_OF_A_DAY : Family.DAYS_OF_A_WEEK;
        double[] filled = draft.values.clone();
        for (int i = 0; i < filled.length; i++) {
            if (Double.isNaN(filled[i])) {
                double[] same = draft.sameStepOfOtherSeasons(i, season, NEAREST);
                filled[i] = same.length > 0 ? Robust.median(same) : nearest(draft.values, i);
                gaps++;
            }
        }
        System.arraycopy(filled, 0, draft.values, 0, filled.length);
        if (gaps > 0) {
            draft.note(gaps + " steps are not known or left out: they are filled from the same step of other "
                    + (draft.step == Step.HOUR ? "days" : "weeks") + ", and not judged");
        }
    }

    private static double nearest(double[] values, int i) {
        for (int away = 1; away < values.length; away++) {
            if (i - away >= 0 && !Double.isNaN(values[i - away])) {
                return values[i - away];
            }
            if (i + away < values.length && !Double.isNaN(values[i + away])) {
                return values[i + away];
            }
        }
        return 0;
    }
}
