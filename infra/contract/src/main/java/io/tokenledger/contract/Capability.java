package io.tokenledger.contract;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a request made use of beside plain text, and so what another model would have to be able to do. What is not
 * stated is not known to have been used: an empty set is no promise that text was all.
 */
public enum Capability {
    /** Pictures went in. */
    IMAGES(1),
    /** Sound went in or came out. */
    AUDIO(2),
    /** Tools or functions were offered or called. */
    TOOLS(4);

    private static final int ALL_BITS = IMAGES.bit | AUDIO.bit | TOOLS.bit;
    private static final List<Set<Capability>> BY_BITS =
            IntStream.rangeClosed(0, ALL_BITS).mapToObj(Capability::withBits).toList();

    private final int bit;
    private final String id = name().toLowerCase(Locale.ROOT);

    Capability(int bit) {
        this.bit = bit;
    }

    /** Its bit where a set of them is stored as a number; never changes. */
    public int bit() {
        return bit;
    }

    /** The name on the wire. */
    public String id() {
        return id;
    }

    /** The capability of that name; an unknown one is refused. */
    public static Capability byId(String id) {
        for (Capability capability : values()) {
            if (capability.id.equals(id)) {
                return capability;
            }
        }
        throw new IllegalArgumentException("unknown capability '" + id + "'");
    }

    /** A set as a number: the sum of its bits. */
    public static int bits(Set<Capability> capabilities) {
        int bits = 0;
        for (Capability capability : capabilities) {
            bits |= capability.bit;
        }
        return bits;
    }

    /** The set of those bits, unmodifiable and in the order of the bits; a bit that none has is refused. */
    public static Set<Capability> ofBits(int bits) {
        if (bits < 0 || bits > ALL_BITS) {
            throw new IllegalArgumentException("capabilities " + bits + ": bits are from 0 to " + ALL_BITS);
        }
        return BY_BITS.get(bits);
    }

    /** What the token counts alone tell: picture tokens went in, sound tokens went in or came out. */
    public static Set<Capability> impliedBy(Meters meters) {
        long image = meters.quantity(Meter.IMAGE_INPUT) + meters.quantity(Meter.CACHED_IMAGE_INPUT);
        long audio = meters.quantity(Meter.AUDIO_INPUT)
                + meters.quantity(Meter.CACHED_AUDIO_INPUT)
                + meters.quantity(Meter.AUDIO_OUTPUT);
        return ofBits((image > 0 ? IMAGES.bit : 0) | (audio > 0 ? AUDIO.bit : 0));
    }

    private static Set<Capability> withBits(int bits) {
        var capabilities = EnumSet.noneOf(Capability.class);
        for (Capability capability : values()) {
            if ((bits & capability.bit) != 0) {
                capabilities.add(capability);
            }
        }
        return Collections.unmodifiableSet(capabilities);
    }
}
