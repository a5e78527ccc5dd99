package io.tokenledger.report.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses in CIDR form, such as {@code 10.20.0.0/16} or {@code fd00::/8}. */
public final class Network {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F.:]+/\\d{1,3}");
    private static final int BITS = 8;

    private final byte[] address;
    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /** The range that such a text means; bits behind the prefix must be zero, so that a slip is noticed. */
    public static Network of(String cidr) {
        if (!FORM.matcher(cidr).matches()) {
            throw new IllegalArgumentException("'" + cidr + "' is no network: 10.20.0.0/16 or fd00::/8 is expected");
        }
        int slash = cidr.indexOf('/');
        byte[] address = literal(cidr.substring(0, slash));
        int prefixBits = Integer.parseInt(cidr.substring(slash + 1));
        if (prefixBits > address.length * BITS) {
            throw new IllegalArgumentException("'" + cidr + "' has more than " + address.length * BITS + " bits");
        }
        Network network = new Network(address, prefixBits);
        if (network.hasBitsBehindThePrefix()) {
            throw new IllegalArgumentException("'" + cidr + "' has bits behind its prefix of " + prefixBits);
        }
        return network;
    }

    private static byte[] literal(String text) {
        if (!text.contains(":") && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new IllegalArgumentException("'" + text + "' is no address");
        }
        try {
            return InetAddress.getByName(text).getAddress(); // digits, dots and colons: nothing is looked up
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("'" + text + "' is no address", notAnAddress);
        }
    }

    /** Whether the address is in it; one of the other family never is. */
    public boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            if (bit(other, bit) != bit(address, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasBitsBehindThePrefix() {
        for (int bit = prefixBits; bit < address.length * BITS; bit++) {
            if (bit(address, bit) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int bit(byte[] bytes, int index) {
        return (bytes[index / BITS] >> (BITS - 1 - index % BITS)) & 1;
    }
}
