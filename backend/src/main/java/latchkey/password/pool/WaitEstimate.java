package latchkey.password.pool;

/** How long a job will wait for a thread, judged by what the last jobs took. For any thread. */
final class WaitEstimate {

    /** Until the first job is done; a hash takes that long on a usual processor. */
    private static final double FIRST_GUESS_NANOS = 20e6;

    /** Each job's share in the mean, so that one that was held up doesn't change much. */
    private static final double WEIGHT = 1 / 16.0;

    private final int workers;
    private double meanNanos = FIRST_GUESS_NANOS;

    WaitEstimate(int workers) {
        this.workers = workers;
    }

    /** A job is done, and took this long. */
    synchronized void add(long nanos) {
        meanNanos += (nanos - meanNanos) * WEIGHT;
    }

    /** Until a thread is free, if so many jobs run or wait ahead. */
    synchronized long nanos(int ahead) {
        int jobsToEnd = Math.max(0, ahead - workers + 1);
        return (long) (jobsToEnd * meanNanos / workers);
    }

    /** Between the ends of two jobs while every thread works. */
    synchronized long nanosBetweenJobs() {
        return (long) (meanNanos / workers);
    }
}
