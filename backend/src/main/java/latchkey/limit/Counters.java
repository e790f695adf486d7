package latchkey.limit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import latchkey.config.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The counters that one request takes from. A statement that begins with {@code with} and {@link #TAKE} counts them and
 * finds out which are over their limit, in the same round trip as what it is there for: parallel requests can't slip
 * past, since each counts itself before it goes on, or before it tells what it found.
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

    /**
     * The condition of a {@code rate_limit} that has no more to give, for the same parameters. Reads and changes nothing:
     * what is found may be taken by somebody else at the same moment.
     */
    public static final String IS_FULL = """
            key = any ($1::text[]) and until > now() and used >= ($3::int[])[array_position($1::text[], key)]
            """;

    /**
     * The condition for a {@code rate_limit} that has nothing left, for the parameters $1 and $2 (see {@link #limits}). It
     * only looks: by the time that an answer is known the limit may be over.
     */
    public static final String IS_USED_UP = """
            key = any ($1::text[]) and until > now() and used >= ($2::int[])[array_position($1::text[], key)]
            """;

    private final List<Counter> all = new ArrayList<>();

    /** Counts against a limit, unless it is off. The parts name the counter. */
    @CanIgnoreReturnValue
    public Counters add(Limit limit, String... parts) {
        if (!limit.isOff()) {
            all.add(new Counter(
                    key(parts), Math.toIntExact(Math.max(1, limit.period().toSeconds())), limit.count()));
        }
        return this;
    }

    /** The parameters of a statement with {@link #TAKE}: $1 to $3 are the counters. */
    public Tuple parameters(@Nullable Object... others) {
        return with(Tuple.of(names(), all.stream().map(Counter::seconds).toArray(Integer[]::new), most()), others);
    }

    /**
     * The parameters of a statement with {@link #IS_USED_UP}: $1 and $2 are the counters. It has no periods: what names no
     * use for a parameter is parsed anew at each execution, since PostgreSQL can't tell its type.
     */
    public Tuple limits(@Nullable Object... others) {
        return with(Tuple.tuple().addValue(names()).addValue(most()), others);
    }

    /** Whether nothing is left of one of these, without a look at what was counted. */
    public boolean isUsedUp(Counters some) {
        return all.stream().anyMatch(counter -> counter.most <= 0 && some.keys().contains(counter.key));
    }

    Counters less(ToIntFunction<String> by) {
        var less = new Counters();
        all.forEach(one -> less.all.add(new Counter(one.key, one.seconds, one.most - by.applyAsInt(one.key))));
        return less;
    }

    List<String> keys() {
        return all.stream().map(Counter::key).toList();
    }

    /** The name of a counter: no address is longer than this, and a longer text is not worth more bytes. */
    public static String key(String... parts) {
        String key = String.join(" ", parts).toLowerCase(Locale.ROOT);
        return key.length() > 400 ? key.substring(0, 400) : key;
    }

    private String[] names() {
        return keys().toArray(String[]::new);
    }

    private Integer[] most() {
        return all.stream().map(Counter::most).toArray(Integer[]::new);
    }

    private static Tuple with(Tuple counters, @Nullable Object... others) {
        Arrays.stream(others).forEach(counters::addValue);
        return counters;
    }

    private record Counter(String key, int seconds, int most) {}
}
