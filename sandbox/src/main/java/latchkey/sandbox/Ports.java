package latchkey.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latchkey.config.Settings;

/**
 * The ports of a sandbox, settled before anything starts: each is free, 0 is replaced by a number, and addresses with a
 * default port of this machine get the real one.
 */
final class Ports {

    private static final List<String> KEYS = List.of(
            "portal.port",
            "staff.port",
            "admin.port",
            "management.port",
            "sandbox.mailbox-port",
            "sandbox.smtp-port",
            "sandbox.home-port");

    private final Settings given;
    private final Settings defaults = Settings.read(Map.of());

    private Ports(Settings given) {
        this.given = given;
    }

    /** @throws latchkey.config.ConfigException for a port that is taken, and for a bind address beyond this machine */
    static Settings settle(Settings given) {
        return new Ports(given).settle();
    }

    private Settings settle() {
        if (!address().isLoopbackAddress()) {
            throw given.fault(
                    "bind", "can be reached from elsewhere", "the sandbox serves this machine only: 127.0.0.1");
        }
        Settings settled = given.with(ports());
        return settled.with(addresses(settled));
    }

    private Map<String, String> ports() {
        var ports = new HashMap<String, String>();
        var held = new ArrayList<ServerSocket>();
        for (String key : KEYS) {
            ServerSocket socket = hold(key);
            held.add(socket);
            ports.put(key, Integer.toString(socket.getLocalPort()));
        }
        held.forEach(Ports::release);
        return ports;
    }

    private Map<String, String> addresses(Settings settled) {
        var addresses = new HashMap<String, String>();
        for (String region : settled.regions()) {
            move(settled, "regions." + region + ".url", "portal.port", addresses);
        }
        move(settled, "staff.url", "staff.port", addresses);
        move(settled, "admin.url", "admin.port", addresses);
        return addresses;
    }

    private void move(Settings settled, String key, String portKey, Map<String, String> addresses) {
        URI url = settled.uri(key, "http", "https");
        boolean here = url.getHost().equals("localhost") || url.getHost().endsWith(".localhost");
        if (here && url.getPort() == defaults.port(portKey)) {
            addresses.put(key, url.getScheme() + "://" + url.getHost() + ":" + settled.port(portKey));
        }
    }

    private ServerSocket hold(String key) {
        try {
            var socket = new ServerSocket();
            socket.bind(new InetSocketAddress(address(), given.port(key)));
            return socket;
        } catch (IOException e) {
            String variable =
                    "LATCHKEY_" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
            throw given.fault(key, "is taken by another program", "stop that, or set " + variable + " to another port");
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(given.text("bind"));
        } catch (IOException e) {
            throw given.fault("bind", "is not an address", "the sandbox serves this machine only: 127.0.0.1");
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
