package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import latchkey.testing.Eventually;

/** Looks at all that is logged until it is closed. */
final class WrittenLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    static final String TOKEN = "tOkEnThatNobodyMayRead0123456789";

    private static final Logger ROOT = Eventually.logger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    static WrittenLog watch() {
        var log = new WrittenLog();
        log.start();
        ROOT.addAppender(log);
        Eventually.logger("latchkey").setLevel(Level.INFO);
        return log;
    }

    void forget() {
        events.clear();
    }

    /** Neither the token nor a path nor a fault of our own. */
    void assertNothingWasWritten() {
        assertThat(events)
                .extracting(event -> event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .noneMatch(line -> line.contains(TOKEN))
                .filteredOn(line -> !isOfTheMachine(line))
                .noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"))
                .noneMatch(line -> line.contains("%zz"));
        events.clear();
    }

    /** That the tests have no mail server, and that a busy machine let a thread wait. */
    private static boolean isOfTheMachine(String line) {
        return line.contains("The mail server 127.0.0.1 can't be reached") || line.contains("BlockedThreadChecker");
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    @Override
    public void close() {
        ROOT.detachAppender(this);
    }
}
