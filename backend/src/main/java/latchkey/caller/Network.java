package latchkey.caller;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import latchkey.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a request comes from, as limits and history name it: an IPv4 address, or the /64 of an IPv6 one, since a
 * household has a whole one. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it; {@code Forwarded}
 * never counts.
 */
public final class Network {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private final List<IpSubnetFilterRule> trusted;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param keys of the settings that list whom to trust */
    public Network(Settings settings, String... keys) {
        trusted = Stream.of(keys).flatMap(key -> ranges(settings, key)).toList();
    }

    private static Stream<IpSubnetFilterRule> ranges(Settings settings, String key) {
        return settings.list(key).stream()
                .map(entry -> range(entry)
                        .orElseThrow(() -> settings.fault(
                                key, "has an entry that is not a network", "write 10.0.0.1 or 10.0.0.0/8")));
    }

    /** The network of the client behind the trusted proxies. */
    public String of(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .flatMap(Network::parse)
                .map(peer -> client(peer, request.headers().getAll("x-forwarded-for")))
                .map(Network::name)
                .orElse("unknown");
    }

    /**
     * The host name, without a port, that a trusted proxy was asked for; ignored from anybody else. The nearest proxy's
     * value is the last one, in a line of its own or behind a comma.
     */
    public Optional<String> forwardedHost(HttpServerRequest request) {
        boolean byProxy = Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .flatMap(Network::parse)
                .filter(this::isTrusted)
                .isPresent();
        String said = String.join(",", request.headers().getAll("x-forwarded-host"));
        return Optional.of(said.substring(said.lastIndexOf(',') + 1).strip())
                .filter(host -> byProxy && !host.isEmpty())
                .map(host -> host.replaceFirst(":\\d+$", ""));
    }

    /** Each proxy adds the address that it was asked from, at the end or in a line of its own. */
    private InetAddress client(InetAddress peer, List<String> lines) {
        if (!lines.isEmpty() && !isTrusted(peer)) {
            warnOnce(peer);
        }
        InetAddress client = peer;
        for (String hop : List.of(String.join(",", lines).split(",", -1)).reversed()) {
            Optional<InetAddress> address = hop(hop.strip());
            if (address.isEmpty() || !isTrusted(client)) {
                return client;
            }
            client = address.get();
        }
        return client;
    }

    private void warnOnce(InetAddress peer) {
        if (!warned.getAndSet(true)) {
            LOG.warn(
                    "{} sent X-Forwarded-For but is not in trusted-proxies, so the header is ignored. If it is your"
                            + " proxy, add it; otherwise all clients count as one network.",
                    peer.getHostAddress());
        }
    }

    private boolean isTrusted(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(range -> range.matches(socket));
    }

    private static Optional<IpSubnetFilterRule> range(String text) {
        String[] parts = text.split("/", 2);
        return parse(parts[0]).flatMap(address -> {
            int most = address.getAddress().length * 8;
            String bits = parts.length == 1 ? Integer.toString(most) : parts[1];
            return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most
                    ? Optional.of(new IpSubnetFilterRule(address, Integer.parseInt(bits), IpFilterRuleType.ACCEPT))
                    : Optional.empty();
        });
    }

    /** An address as proxies write it: with a port or without, IPv6 in brackets or not, in quotes or not. */
    private static Optional<InetAddress> hop(String text) {
        String hop = text.replace("\"", "");
        if (hop.startsWith("[")) {
            return parse(hop.substring(1, Math.max(1, hop.lastIndexOf(']'))));
        }
        int colon = hop.indexOf(':');
        return parse(colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop);
    }

    /** Refuses names, which would be looked up, and IPv4 addresses of fewer than four numbers. */
    private static Optional<InetAddress> parse(String text) {
        String address = text.split("%", 2)[0];
        return NetUtil.isValidIpV4Address(address) || (NetUtil.isValidIpV6Address(address) && !address.startsWith("["))
                ? Optional.of(InetAddress.ofLiteral(address))
                : Optional.empty();
    }

    private static String name(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        try {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
