package latchkey.transfer.row;

import java.util.List;
import java.util.Optional;

/**
 * One row of a file, interpreted.
 *
 * @param number as a spreadsheet counts, from 1
 * @param refusal why it can't be accepted, if so
 */
public record ImportRow(
        int number,
        Optional<String> region,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference,
        Optional<Job> job,
        List<RowWarning> warnings,
        Optional<RowRefusal> refusal) {

    /** What is built for the person in the row. */
    public record Job(String reference, String name) {}

    ImportRow refused(RowRefusal why) {
        return new ImportRow(
                number, region, givenName, familyName, email, phone, reference, job, warnings, Optional.of(why));
    }
}
