/** What many tests stand on. */
@NullMarked
package latchkey.testing;

import org.jspecify.annotations.NullMarked;
