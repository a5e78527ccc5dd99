package io.tokenledger.sample;

/**
 * One request of an app.
 *
 * @param number unique in the sample; the event's id is its hexadecimal form
 * @param user who asked, from 1 on; 0 for nobody
 */
record SampleEvent(
        String tenant,
        long number,
        AppProfile app,
        ModelUse model,
        long atMillis,
        String environment,
        int user,
        String feature,
        TokenCounts tokens) {

    SampleEvent withMoreOutput(long tokensMore) {
        return new SampleEvent(
                tenant, number, app, model, atMillis, environment, user, feature, tokens.withMoreOutput(tokensMore));
    }
}
