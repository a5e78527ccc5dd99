package io.tokenledger.sample;

import java.util.SplittableRandom;

/** The names of many tenants; a few of them are large, most are small. */
final class Tenants {
    private final String[] names;

    Tenants(int count) {
        names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = count == 1 ? SampleCompany.TENANT : "tenant-%05d".formatted(i + 1);
        }
    }

    String draw(SplittableRandom random) {
        return names.length == 1
                ? names[0]
                : names[Math.min(random.nextInt(names.length), random.nextInt(names.length))];
    }
}
