/** Made-up clients with plausible histories, so that every page has something to show. */
@CheckReturnValue
@NullMarked
package latchkey.sandbox.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
