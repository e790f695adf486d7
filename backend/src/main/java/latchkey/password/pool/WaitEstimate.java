package latchkey.password.pool;

/** How long a job will wait for a thread, judging by the last jobs. For any thread. */
final class WaitEstimate {

    /** Used until the first job is done: about what a hash takes on a common processor. */
    private static final double FIRST_GUESS_NANOS = 20e6;

    /** Each job's weight in the mean: one that was held up doesn't change it much. */
    private static final double WEIGHT = 1 / 16.0;

    private final int workers;
    private double meanNanos = FIRST_GUESS_NANOS;

    WaitEstimate(int workers) {
        this.workers = workers;
    }

    /** Records how long a job took. */
    synchronized void add(long nanos) {
        meanNanos += (nanos - meanNanos) * WEIGHT;
    }

    /** Nanoseconds until a thread is free, with this many jobs running or waiting ahead. */
    synchronized long nanos(int ahead) {
        int jobsToEnd = Math.max(0, ahead - workers + 1);
        return (long) (jobsToEnd * meanNanos / workers);
    }

    /** Nanoseconds between the ends of two jobs while every thread works. */
    synchronized long nanosBetweenJobs() {
        return (long) (meanNanos / workers);
    }
}
