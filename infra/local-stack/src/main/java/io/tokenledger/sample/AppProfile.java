package io.tokenledger.sample;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * One application of the company: whose it is, when it is used, and what it asks of which models.
 *
 * @param app its name, and the CloudEvents source of its events
 * @param share how much of the company's requests are its own, beside the other apps
 * @param users how many people use it; 0 for a job that nobody sits at
 * @param features what it tags its requests with
 * @param dialect how it reports calls of OpenAI's models; all others it reports natively
 */
record AppProfile(
        String app,
        String team,
        String project,
        ZoneId zone,
        Rhythm rhythm,
        Workload workload,
        int share,
        int users,
        Dialect dialect,
        List<String> features,
        List<ModelUse> models) {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    /** How an app reports what it used. */
    enum Dialect {
        NATIVE,
        CHAT_COMPLETION,
        RESPONSE
    }

    AppProfile {
        if (!NAME.matcher(app).matches() || !NAME.matcher(team).matches()) {
            throw new IllegalArgumentException("a name that is no plain ASCII: " + app + " of " + team);
        }
        if (dialect == Dialect.CHAT_COMPLETION && models.stream().anyMatch(model -> model.effort() != null)) {
            throw new IllegalArgumentException("a chat completion does not tell the reasoning effort: " + app);
        }
    }

    /** Reads a line of {@link AcmeApps}. */
    static AppProfile parse(String line) {
        String[] columns = line.strip().split(" +");
        return new AppProfile(
                columns[0],
                columns[1],
                columns[2],
                columns[3].equals("Chicago") ? CHICAGO : SampleCompany.ZONE,
                Rhythm.valueOf(columns[4]),
                Workload.valueOf(columns[5]),
                Integer.parseInt(columns[6]),
                Integer.parseInt(columns[7]),
                Dialect.valueOf(columns[8]),
                List.of(columns[9].split(",")),
                Arrays.stream(columns).skip(10).map(ModelUse::parse).toList());
    }

    /** The same app, all of whose events are in the native form. */
    AppProfile reportingNatively() {
        return new AppProfile(
                app, team, project, zone, rhythm, workload, share, users, Dialect.NATIVE, features, models);
    }

    ModelUse drawModel(SplittableRandom random) {
        int total = 0;
        for (ModelUse model : models) {
            total += model.weight();
        }
        int left = random.nextInt(total);
        for (ModelUse model : models) {
            left -= model.weight();
            if (left < 0) {
                return model;
            }
        }
        throw new IllegalStateException("the weights of " + app + " changed");
    }

    /** Mostly production; a part of it is tried out before. */
    String drawEnvironment(SplittableRandom random) {
        int percent = random.nextInt(100);
        return percent < 88 ? "prod" : percent < 96 ? "staging" : "dev";
    }

    String drawFeature(SplittableRandom random) {
        return features.get(random.nextInt(features.size()));
    }

    /** Few use it much, many a little; from 1 on, 0 for a job that nobody sits at. */
    int drawUser(SplittableRandom random) {
        return users == 0 ? 0 : 1 + Math.min(random.nextInt(users), random.nextInt(users));
    }
}
