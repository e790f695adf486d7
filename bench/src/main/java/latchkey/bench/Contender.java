package latchkey.bench;

import java.util.function.Function;
import java.util.function.Supplier;
import latchkey.bench.load.Generator;
import latchkey.bench.load.User;
import latchkey.bench.machine.Server;

/**
 * One of the two that are compared, with the same requests for each.
 *
 * @param refreshesOnce like {@code refreshes}, where a refresh token works only once
 */
record Contender(
        String name,
        Server server,
        Generator generator,
        Supplier<User> signsIn,
        Function<Generator, User> refreshes,
        Function<Generator, User> refreshesOnce,
        Supplier<User> looks) {}
