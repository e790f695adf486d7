package latchkey.transfer;

import java.util.Optional;

/**
 * One row of a file as it was understood.
 *
 * @param number as a spreadsheet counts: the names of the columns stand in row 1
 * @param refusal why it can't be taken, if so
 */
record ImportRow(
        int number,
        Optional<String> region,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference,
        Optional<RowRefusal> refusal) {

    ImportRow refused(RowRefusal why) {
        return new ImportRow(number, region, givenName, familyName, email, phone, reference, Optional.of(why));
    }
}
