package latchkey.password.pool;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * Jobs by priority, then by arrival. It counts the running ones too, and holds no more of both than it has places. For
 * any thread; only {@link #take} blocks, and no call takes longer the more jobs wait.
 */
final class JobQueue {

    private final int places;
    private final NavigableMap<Priority, SequencedSet<HashJob<?>>> waiting = new TreeMap<>();
    private int running;
    private boolean closed;

    JobQueue(int places) {
        this.places = places;
    }

    /** Whether there is a place for a job of this priority, if necessary that of a lower one. */
    synchronized boolean hasPlace(Priority priority) {
        return !closed && ahead(priority) < places;
    }

    /** Adds the job. Returns the job that lost its place to it, or the job itself if there was no place for it. */
    synchronized Optional<HashJob<?>> offer(HashJob<?> job) {
        if (!hasPlace(job.priority())) {
            return Optional.of(job);
        }
        Optional<HashJob<?>> displaced = running + size() < places ? Optional.empty() : Optional.of(removeLast());
        waiting(job.priority()).add(job);
        notify();
        return displaced;
    }

    /** Waits for a job and takes the first one, which counts as running until {@link #ended}. Empty once closed. */
    synchronized Optional<HashJob<?>> take() throws InterruptedException {
        while (!closed && size() == 0) {
            wait();
        }
        if (closed) {
            return Optional.empty();
        }
        running++;
        return Optional.of(removeFirst());
    }

    /** To be called once for each job that was taken. */
    synchronized void ended() {
        running--;
    }

    /** Does nothing if the job no longer waits. */
    synchronized void remove(HashJob<?> job) {
        var _ = waiting(job.priority()).remove(job);
    }

    /** How many are running, or would be taken before a job of this priority that came now. */
    synchronized int ahead(Priority priority) {
        return running + size(waiting.headMap(priority, true));
    }

    /** How many wait. */
    synchronized int size() {
        return size(waiting);
    }

    /** Accepts no more jobs and ends every {@link #take}; returns the jobs that were left. */
    synchronized List<HashJob<?>> close() {
        closed = true;
        notifyAll();
        List<HashJob<?>> left = waiting.values().stream()
                .<HashJob<?>>flatMap(SequencedSet::stream)
                .toList();
        waiting.clear();
        return left;
    }

    private SequencedSet<HashJob<?>> waiting(Priority priority) {
        return waiting.computeIfAbsent(priority, first -> new LinkedHashSet<>());
    }

    private HashJob<?> removeFirst() {
        return nonEmpty(waiting).removeFirst();
    }

    private HashJob<?> removeLast() {
        return nonEmpty(waiting.descendingMap()).removeLast();
    }

    private static SequencedSet<HashJob<?>> nonEmpty(Map<Priority, SequencedSet<HashJob<?>>> inOrder) {
        return inOrder.values().stream()
                .filter(jobs -> !jobs.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static int size(Map<Priority, SequencedSet<HashJob<?>>> jobs) {
        return jobs.values().stream().mapToInt(SequencedSet::size).sum();
    }
}
