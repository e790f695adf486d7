package latchkey.caller;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import latchkey.config.Settings;

/**
 * Where a request comes from, as limits and history name it: an IPv4 address, or the /64 of an IPv6 one, since a
 * household has that many. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it.
 */
public final class Network {

    /** Only digits, letters a to f, dots and colons: nothing that would be looked up as a name. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private record Range(InetAddress address, int bits) {}

    private final List<Range> trusted;

    public Network(Settings settings) {
        trusted = settings.list("trusted-proxies").stream()
                .map(entry -> range(entry)
                        .orElseThrow(() -> settings.fault(
                                "trusted-proxies", "has an entry that is no network", "write 10.0.0.1 or 10.0.0.0/8")))
                .toList();
    }

    /** The network of the client behind the trusted proxies. */
    public String of(HttpServerRequest request) {
        String client =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        String header = request.getHeader("x-forwarded-for");
        if (header != null && isTrusted(client)) {
            String[] hops = header.split(",", -1);
            for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
                String hop = hops[i].strip();
                if (parse(hop).isEmpty()) {
                    break;
                }
                client = hop;
            }
        }
        return parse(client).map(address -> name(address.getAddress())).orElse("unknown");
    }

    private boolean isTrusted(String address) {
        return parse(address)
                .filter(parsed -> trusted.stream().anyMatch(range -> contains(range, parsed.getAddress())))
                .isPresent();
    }

    private static boolean contains(Range range, byte[] address) {
        byte[] start = range.address().getAddress();
        if (start.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < range.bits(); bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((start[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Range> range(String text) {
        String[] parts = text.split("/", 2);
        return parse(parts[0]).flatMap(address -> {
            int most = address.getAddress().length * 8;
            String bits = parts.length == 1 ? Integer.toString(most) : parts[1];
            return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most
                    ? Optional.of(new Range(address, Integer.parseInt(bits)))
                    : Optional.empty();
        });
    }

    private static Optional<InetAddress> parse(String text) {
        String address = text.indexOf('%') < 0 ? text : text.substring(0, text.indexOf('%'));
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String name(byte[] address) {
        try {
            byte[] network = address.length == 4 ? address : Arrays.copyOf(Arrays.copyOf(address, 8), 16);
            String name = InetAddress.getByAddress(network).getHostAddress();
            return address.length == 4 ? name : name + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }
}
