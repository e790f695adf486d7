/** The load generator: HTTP/1.1 connections, open and closed models, the answers. */
@CheckReturnValue
@NullMarked
package latchkey.bench.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
