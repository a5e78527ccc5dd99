package io.tokenledger.report.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    private static final String PUBLIC = "93.184.216.34";
    private static final String PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946";
    private static final TargetGuard STRICT = guard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                // loopback, this network, unspecified
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "::1",
                // private, shared by a carrier, unique local
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                // link-local, and the metadata of clouds
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                // protocol assignments, benchmarks, documentation
                "192.0.0.1",
                "192.0.0.192",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "192.88.99.1",
                "2001:db8::1",
                "3fff::1",
                "2001:2::1",
                "2001::1",
                "2001:10::1",
                // multicast, reserved, broadcast
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "ff02::1",
                "ff0e::1",
                // IPv4 in IPv6: mapped, compatible, NAT64, 6to4
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::10.0.0.1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                // not routed publicly
                "100::1",
                "5f00::1",
                "4000::1"
            })
    void addressThatIsNotPublicIsRefusedAsALiteralAndAsWhatAHostHas(String address) throws Exception {
        String literal = address.contains(":") ? "[" + address + "]" : address;
        assertRefused("https://" + literal + "/hook", "not public");
        TargetGuard resolving = new TargetGuard(host -> addresses(PUBLIC, address), List.of(), false);
        assertThatThrownBy(() -> resolving.check("https://hooks.example.com/", false))
                .as("one of two addresses")
                .isInstanceOf(ForbiddenTargetException.class)
                .hasMessageContaining("hooks.example.com is ")
                .hasMessageContaining("TOKENLEDGER_ALERTS_ALLOWED_NETWORKS");
        assertThatThrownBy(() -> resolving.check("https://hooks.example.com/", true))
                .as("asking for private ones does not help where the operator allows none")
                .isInstanceOf(ForbiddenTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PUBLIC,
                "8.8.8.8",
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                PUBLIC_V6,
                "2a00:1450:4001::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2001:200::1",
                "2003::1",
                "3ffe::1"
            })
    void addressNextToTheRangesIsTaken(String address) throws Exception {
        String literal = address.contains(":") ? "[" + address + "]" : address;
        assertThat(STRICT.check("https://" + literal + "/hook", false))
                .isEqualTo(URI.create("https://" + literal + "/hook"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/", "https://017700000001/", "https://0x7f000001/", "https://0x7f.1/",
                        "https://127.1/",
                "https://0177.0.0.1/", "https://127.0.0.01/", "https://1.2.3/", "https://127.0.0.0x1/",
                        "https://256.1.1.1/",
                "https://1.2.3.4.5/", "https://example.0/", "https://0x/", "https://00.0.0.0/"
            })
    void addressInAnUnusualFormIsRefusedBeforeAnybodyIsAsked(String url) {
        TargetGuard asking = new TargetGuard(
                host -> {
                    throw new AssertionError("asked for " + host);
                },
                List.of(),
                false);
        assertThatThrownBy(() -> asking.check(url, false)).isInstanceOf(ForbiddenTargetException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/ | scheme",
                "file:///etc/passwd | scheme",
                "gopher://example.com/ | scheme",
                "jar:https://example.com/!/ | scheme",
                "example.com/hook | scheme",
                "//example.com/hook | scheme",
                "https:example.com | a URL with a host",
                "https:///hook | a URL with a host",
                "https://user@example.com/ | without a user",
                "https://user:password@example.com/ | without a user",
                "https://example.com@127.0.0.1/ | without a user",
                "https://example.com/#fragment | fragment",
                "https://example.com\\@127.0.0.1/ | this is not a URL",
                "https://example.com./ | dot",
                "https://[fe80::1%25eth0]/ | zone",
                "https://[fe80::1%eth0]/ | zone",
                "https://example.com:22/ | the port is 22",
                "https://example.com:25/ | the port is 25",
                "https://example.com:0/ | the port is 0",
                "https://example.com:65536/ | the port is 65536",
                "https://exämple.com/ | ASCII",
                "https://exa mple.com/ | ASCII",
                "http://example.com/ | https is expected",
                "HTTP://example.com/ | https is expected"
            })
    void urlThatCannotBeUsedIsRefusedWithItsRule(String url, String rule) {
        assertRefused(url, rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/a%0d%0ab", "HTTPS://EXAMPLE.com:8443/x?y=z", "https://xn--exmple-cua.com/"})
    void urlThatIsUnusualButHarmlessIsTaken(String url) throws Exception {
        assertThat(STRICT.check(url, false).getScheme()).isEqualTo("https");
    }

    @Test
    void lineBreakInAUrlIsRefused() {
        assertRefused("https://example.com/a\r\nX-Evil: 1", "ASCII");
        assertRefused("https://example.com/" + "a".repeat(2_000), "at most 2000");
    }

    @Test
    void privateNetworkNeedsBothTheOperatorAndTheChannel() throws Exception {
        TargetGuard allowing = guard(List.of(Network.of("10.20.0.0/16"), Network.of("fd00:aa::/32")));
        assertThat(allowing.check("https://10.20.3.4:9093/", true)).isNotNull();
        assertThat(allowing.check("http://10.20.3.4:9093/", true))
                .as("http within")
                .isNotNull();
        assertThat(allowing.check("https://[fd00:aa::7]/", true)).isNotNull();
        assertThat(allowing.check("https://[::ffff:10.20.3.4]/", true)).isNotNull();
        assertThatThrownBy(() -> allowing.check("https://10.20.3.4/", false)).hasMessageContaining("allow_private");
        assertThatThrownBy(() -> allowing.check("https://10.21.3.4/", true)).hasMessageContaining("only the operator");
        assertThatThrownBy(() -> allowing.check("https://127.0.0.1/", true)).hasMessageContaining("only the operator");
        assertThat(allowing.check("https://" + PUBLIC + "/", true))
                .as("public as ever")
                .isNotNull();
        assertThatThrownBy(() -> allowing.check("http://" + PUBLIC + "/", true))
                .hasMessageContaining("https is expected");
    }

    @Test
    void hostWithAPublicAndAnAllowedAddressTakesNoPlainHttp() {
        TargetGuard mixed =
                new TargetGuard(host -> addresses(PUBLIC, "10.0.0.1"), List.of(Network.of("10.0.0.0/8")), false);
        assertThatThrownBy(() -> mixed.check("http://mixed.example.com/", true))
                .hasMessageContaining("https is expected");
    }

    @Test
    void plainHttpIsTakenWhereTheOperatorSaysSo() throws Exception {
        assertThat(new TargetGuard(InetAddress::getAllByName, List.of(), true).check("http://" + PUBLIC + "/", false))
                .isNotNull();
    }

    @Test
    void hostWithoutAnAddressIsToldAsThat() {
        TargetGuard unknown = new TargetGuard(
                host -> {
                    throw new UnknownHostException(host + ": nobody knows it");
                },
                List.of(),
                false);
        assertThatThrownBy(() -> unknown.check("https://nowhere.example.com/", false))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(ForbiddenTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0/8",
                "example.com/8",
                "fd00::/129",
                "::1/64",
                "/8",
                ""
            })
    void networkThatIsNoneIsRefused(String cidr) {
        assertThatThrownBy(() -> Network.of(cidr)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String url, String rule) {
        assertThatThrownBy(() -> STRICT.check(url, false))
                .as(url)
                .isInstanceOf(ForbiddenTargetException.class)
                .hasMessageContaining(rule);
    }

    /** Literals are what they are; every name has a public address. */
    private static TargetGuard guard(List<Network> allowed) {
        return new TargetGuard(
                host -> host.matches("[0-9.]+|.*:.*") ? InetAddress.getAllByName(host) : addresses(PUBLIC),
                allowed,
                false);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int index = 0; index < literals.length; index++) {
            addresses[index] = InetAddress.getByName(literals[index]);
        }
        return addresses;
    }
}
