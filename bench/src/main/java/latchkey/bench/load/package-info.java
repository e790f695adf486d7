/** The load generator: HTTP/1.1 connections, open and closed models, what they were answered. */
@CheckReturnValue
@NullMarked
package latchkey.bench.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
