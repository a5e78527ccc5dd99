package io.tokenledger.report.quality;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.util.List;
import java.util.Locale;

/** How a file of scores is written. */
enum ScoreFormat {
    /** CSV with our own columns. */
    NATIVE {
        @Override
        StatedScores read(String file) {
            return new StatedScores(List.of(), ScoreForm.scoresOf(file));
        }
    },
    /** The YAML of Aider's leaderboard. */
    AIDER {
        @Override
        StatedScores read(String file) {
            return AiderLeaderboard.read(file);
        }
    };

    /** Reads the whole file, or refuses it with what is wrong. */
    abstract StatedScores read(String file);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@code format=} says; required. */
    static ScoreFormat asked(QueryParameters parameters) {
        String asked = parameters.single("format").orElse("");
        for (ScoreFormat format : values()) {
            if (format.id().equals(asked)) {
                return format;
            }
        }
        throw ReportError.PARAMETER_INVALID.because("format is '" + asked + "': one of native, aider is needed");
    }
}
