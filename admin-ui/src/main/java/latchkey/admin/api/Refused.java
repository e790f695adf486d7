package latchkey.admin.api;

/** The backend refused, and said why. */
public final class Refused extends RuntimeException {

    private final Problem problem;

    public Refused(Problem problem) {
        super(problem.type(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Whether the problem's type ends in this name. */
    public boolean is(String name) {
        return problem.name().equals(name);
    }
}
