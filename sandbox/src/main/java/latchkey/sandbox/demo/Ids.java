package latchkey.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that are the same in every sandbox, so that links to demonstration pages can be shared. */
final class Ids {

    private Ids() {}

    static String of(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
