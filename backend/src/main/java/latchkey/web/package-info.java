/** The frame of HTTP: bodies to records, answers, failures. */
@CheckReturnValue
@NullMarked
package latchkey.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
