package io.tokenledger.report.delivery.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses belong to the public internet: the special-purpose ranges of IANA's registries (RFC 6890 and those that
 * update it) do not. An IPv6 address that stands for an IPv4 one is judged by that. Pure.
 */
public final class AddressRules {
    private static final Map<Network, String> IPV4 = networks(
            "0.0.0.0/8 this network",
            "10.0.0.0/8 private",
            "100.64.0.0/10 shared by a carrier",
            "127.0.0.0/8 loopback",
            "169.254.0.0/16 link-local, where clouds keep their metadata",
            "172.16.0.0/12 private",
            "192.0.0.0/24 protocol assignments",
            "192.0.2.0/24 documentation",
            "192.88.99.0/24 a relay of 6to4",
            "192.168.0.0/16 private",
            "198.18.0.0/15 benchmarks",
            "198.51.100.0/24 documentation",
            "203.0.113.0/24 documentation",
            "224.0.0.0/4 multicast",
            "240.0.0.0/4 reserved or broadcast");
    private static final Map<Network, String> IPV6 = networks(
            "::/128 unspecified",
            "::1/128 loopback",
            "fe80::/10 link-local",
            "fec0::/10 site-local",
            "fc00::/7 unique local",
            "ff00::/8 multicast",
            "2001::/23 protocol assignments, among them Teredo",
            "2001:db8::/32 documentation",
            "2002::/16 6to4",
            "3fff::/20 documentation");
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final int IPV4_BYTES = 4;

    private AddressRules() {}

    /** Why the address is not a public one; empty: it is. */
    public static Optional<String> whyNotPublic(InetAddress given) {
        InetAddress address = plain(given);
        if (!(address instanceof Inet6Address)) {
            return rangeOf(IPV4, address);
        }
        Optional<String> range = rangeOf(IPV6, address);
        return range.isPresent() || GLOBAL_UNICAST.contains(address)
                ? range
                : Optional.of("outside of what is routed publicly");
    }

    /** The IPv4 address that an IPv6 one stands for (mapped, RFC 4291; NAT64, RFC 6052), else itself. */
    static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES || (!isMapped(bytes) && !NAT64.contains(address))) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException cannotBe) {
            throw new IllegalStateException("four bytes are an address", cannotBe);
        }
    }

    private static boolean isMapped(byte[] bytes) {
        for (int index = 0; index < 10; index++) {
            if (bytes[index] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static Optional<String> rangeOf(Map<Network, String> ranges, InetAddress address) {
        return ranges.entrySet().stream()
                .filter(range -> range.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Network, String> networks(String... lines) {
        Map<Network, String> networks = new LinkedHashMap<>();
        for (String line : List.of(lines)) {
            int blank = line.indexOf(' ');
            networks.put(Network.of(line.substring(0, blank)), line.substring(blank + 1));
        }
        return networks;
    }
}
