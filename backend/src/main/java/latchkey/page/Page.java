package latchkey.page;

import java.util.List;
import java.util.Optional;

/**
 * What one page shows. Its template is named after it, in the folder of its feature: {@code latchkey.login.LoginPage}
 * has {@code login/LoginPage.jte}.
 */
public interface Page {

    /** A message above the content. */
    default Optional<Banner> banner() {
        return Optional.empty();
    }

    /** What the reader has to put right, in the order of the fields. */
    default List<Fault> faults() {
        return List.of();
    }
}
