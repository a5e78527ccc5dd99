package io.tokenledger.report.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host's name. */
@FunctionalInterface
public interface HostLookup {
    /** All of them, at least one; literals are their own address. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
