package latchkey.bench.search;

import java.nio.file.Path;

/**
 * Where the run works, and what its staff member signs in with.
 *
 * @param project the project's root
 * @param target for what a run leaves behind
 * @param backend where the backend's archive is unpacked
 * @param password of the staff member
 * @param hash of that password, as PHC string
 */
public record Place(Path project, Path target, Path backend, String password, String hash) {

    static final String EMAIL = "staff@bench.test";
}
