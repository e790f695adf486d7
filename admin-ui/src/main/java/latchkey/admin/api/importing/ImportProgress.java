package latchkey.admin.api.importing;

/**
 * How far an import is.
 *
 * @param done of the rows that the step goes through
 */
public record ImportProgress(Step step, int done, int of) {

    public enum Step {
        COMPARING,
        WRITING
    }

    /** From 0 to 1. */
    public double share() {
        return of == 0 ? 1 : (double) done / of;
    }
}
