package latchkey.config;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Logging in production: one JSON object a line on standard output, for journald or a container's collector. In Java,
 * because to read the same from XML takes a twentieth of a start. The system property {@code logback.configurationFile}
 * names a file that is used instead.
 */
public final class ProductionLog extends ContextAwareBase implements Configurator {

    private static final int QUEUE = 8192;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var later = later(context, out(context));
        context.getLogger("org.atmosphere").setLevel(Level.WARN);
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // Vert.x registers the same gauge again for each connection to PostgreSQL; all of them count on one.
        context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(later);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> out(LoggerContext context) {
        var json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.start();
        var out = new ConsoleAppender<ILoggingEvent>();
        out.setContext(context);
        out.setName("out");
        out.setEncoder(json);
        out.start();
        return out;
    }

    /** Requests are written by another thread than the one that answers them. */
    private static AsyncAppender later(LoggerContext context, ConsoleAppender<ILoggingEvent> out) {
        var later = new AsyncAppender();
        later.setContext(context);
        later.setName("later");
        later.setQueueSize(QUEUE);
        later.addAppender(out);
        later.start();
        return later;
    }
}
