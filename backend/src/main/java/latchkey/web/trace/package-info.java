/** Traces by OpenTelemetry, if its variables ask for them. Only {@link SpanTracer} knows its classes. */
@CheckReturnValue
@NullMarked
package latchkey.web.trace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
