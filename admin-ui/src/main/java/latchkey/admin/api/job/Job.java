package latchkey.admin.api.job;

import java.util.List;

/**
 * What is built for some clients.
 *
 * @param room how many more people it may have
 */
public record Job(String id, String region, String reference, String name, List<JobPerson> people, int room) {

    /** How many of its people have an account that works. */
    public long countWithAccess() {
        return people.stream().filter(JobPerson::canGetIn).count();
    }
}
