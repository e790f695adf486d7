package latchkey.limit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import latchkey.config.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The counters that one request takes from. A statement that begins with {@code with} and {@link #TAKE} counts them and
 * finds out which are over their limit, in the same round trip as what it is there for: parallel requests can't slip
 * past, since each counts itself before it goes on.
 */
public final class Counters {

    /**
     * The first common table expressions of a statement, for its parameters $1, $2 and $3 (see {@link #parameters}).
     * {@code over} has a row (key, until) for each counter that is over its limit.
     */
    public static final String TAKE = """
            limits as (
                select key, seconds, most
                from unnest($1::text[], $2::int[], $3::int[]) as l (key, seconds, most)
            ), taken as (
                insert into rate_limit (key, used, until)
                select key, 1, now() + make_interval(secs => seconds) from limits order by key
                on conflict (key) do update set
                    used = case when rate_limit.until <= now() then 1 else least(rate_limit.used + 1, 1000000) end,
                    until = case when rate_limit.until <= now() then excluded.until else rate_limit.until end
                returning key, used, until
            ), over as (
                select key, until from taken join limits using (key) where used > most
            )
            """;

    private final List<String> keys = new ArrayList<>();
    private final List<Integer> seconds = new ArrayList<>();
    private final List<Integer> most = new ArrayList<>();

    /** Counts against a limit, unless it is off. The parts name the counter. */
    @CanIgnoreReturnValue
    public Counters add(Limit limit, String... parts) {
        if (!limit.isOff()) {
            keys.add(key(parts));
            seconds.add(Math.toIntExact(Math.max(1, limit.period().toSeconds())));
            most.add(limit.count());
        }
        return this;
    }

    /** The statement's parameters, $1 to $3 being the counters. */
    public Tuple parameters(@Nullable Object... others) {
        Tuple tuple = Tuple.of(keys(), seconds.toArray(Integer[]::new), most.toArray(Integer[]::new));
        Arrays.stream(others).forEach(tuple::addValue);
        return tuple;
    }

    public String[] keys() {
        return keys.toArray(String[]::new);
    }

    /** The name of a counter: no address is longer than this, and a longer text is not worth more bytes. */
    public static String key(String... parts) {
        String key = String.join(" ", parts).toLowerCase(Locale.ROOT);
        return key.length() > 400 ? key.substring(0, 400) : key;
    }
}
