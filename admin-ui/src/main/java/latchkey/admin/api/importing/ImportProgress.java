package latchkey.admin.api.importing;

/**
 * The progress of an import.
 *
 * @param done rows that the step has finished
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
