package io.tokenledger.report.delivery.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides where something may be posted to. Asked twice: when a channel is registered, and by the connection itself, which
 * then goes to the very addresses that were judged.
 */
public final class TargetGuard {
    private static final int LONGEST_URL = 2_000;
    private static final int FIRST_USER_PORT = 1024;
    private static final int MOST_ADDRESSES = 32;
    private static final List<Integer> WEB_PORTS = List.of(80, 443);
    /** A host whose last label is a number is an address to a browser, in any of these forms; only the plain one is taken. */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");

    private static final Pattern PLAIN_IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private final HostLookup lookup;
    private final List<Network> allowedPrivate;
    private final boolean plainHttpAllowed;

    /**
     * @param allowedPrivate ranges that are not public and may be reached all the same, by channels that ask for it
     * @param plainHttpAllowed whether http is taken for public addresses too
     */
    public TargetGuard(HostLookup lookup, List<Network> allowedPrivate, boolean plainHttpAllowed) {
        this.lookup = lookup;
        this.allowedPrivate = List.copyOf(allowedPrivate);
        this.plainHttpAllowed = plainHttpAllowed;
    }

    /** The address, where it can be posted to now; else refused, with the rule. */
    public URI check(String url, boolean allowPrivate) throws UnknownHostException {
        URI target = parse(url);
        addresses(target, allowPrivate);
        return target;
    }

    /** The addresses of a target: each of them may be connected to. */
    InetAddress[] addresses(URI target, boolean allowPrivate) throws UnknownHostException {
        InetAddress[] found = lookup.addresses(host(target));
        if (found.length == 0 || found.length > MOST_ADDRESSES) {
            throw new ForbiddenTargetException(host(target) + " has " + found.length + " addresses: from 1 to "
                    + MOST_ADDRESSES + " are expected");
        }
        boolean everyOneIsPrivate = true;
        for (InetAddress address : found) {
            Optional<String> whyNotPublic = AddressRules.whyNotPublic(address);
            if (whyNotPublic.isPresent()) {
                refuseUnlessAllowed(target, address, whyNotPublic.get(), allowPrivate);
            }
            everyOneIsPrivate &= whyNotPublic.isPresent();
        }
        if (target.getScheme().equals("http") && !plainHttpAllowed && !everyOneIsPrivate) {
            throw new ForbiddenTargetException("http is not taken for " + host(target) + ": https is expected");
        }
        return found;
    }

    private void refuseUnlessAllowed(URI target, InetAddress address, String whyNotPublic, boolean allowPrivate)
            throws ForbiddenTargetException {
        boolean inAList = allowedPrivate.stream()
                .anyMatch(network -> network.contains(address) || network.contains(AddressRules.plain(address)));
        if (!inAList || !allowPrivate) {
            throw new ForbiddenTargetException(
                    host(target) + " is " + address.getHostAddress() + ", which is not public ("
                            + whyNotPublic + "): "
                            + (inAList
                                    ? "the channel needs allow_private"
                                    : "only the operator can allow such addresses, by TOKENLEDGER_ALERTS_ALLOWED_NETWORKS"));
        }
    }

    /** What can be said of a URL without asking anybody. */
    public static URI parse(String url) throws ForbiddenTargetException {
        URI target = uri(url);
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new ForbiddenTargetException("the scheme is '" + scheme + "': https is expected");
        }
        if (target.getHost() == null || target.getRawUserInfo() != null || target.getRawFragment() != null) {
            throw new ForbiddenTargetException(
                    "a URL with a host, and without a user, a password or a fragment, is expected");
        }
        checkHost(host(target));
        int port = target.getPort();
        if (port != -1 && !WEB_PORTS.contains(port) && (port < FIRST_USER_PORT || port > 65_535)) {
            throw new ForbiddenTargetException(
                    "the port is " + port + ": 80, 443 or one from " + FIRST_USER_PORT + " on is expected");
        }
        return URI.create(scheme + target.toString().substring(scheme.length()));
    }

    private static URI uri(String url) throws ForbiddenTargetException {
        if (url.length() > LONGEST_URL || !url.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new ForbiddenTargetException("a URL of at most " + LONGEST_URL
                    + " characters of ASCII is expected; a host's name with others is written as xn--…");
        }
        try {
            return new URI(url).parseServerAuthority();
        } catch (URISyntaxException malformed) {
            throw new ForbiddenTargetException("this is not a URL: " + malformed.getReason());
        }
    }

    private static void checkHost(String host) throws ForbiddenTargetException {
        if (host.contains("%")) {
            throw new ForbiddenTargetException("an address with a zone ('%') names an interface of this machine");
        }
        if (host.endsWith(".")) {
            throw new ForbiddenTargetException("the host ends with a dot: leave it out");
        }
        if (!host.contains(":")
                && ENDS_IN_A_NUMBER.matcher(host).matches()
                && !PLAIN_IPV4.matcher(host).matches()) {
            throw new ForbiddenTargetException(
                    "'" + host + "' is an address in an unusual form: four decimal numbers are expected");
        }
    }

    /** Without the brackets of an IPv6 address. */
    static String host(URI target) {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
