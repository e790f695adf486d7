/** Breaks the guards of the product one at a time, and sees whether the tests notice. */
@NullMarked
package latchkey.mutants;

import org.jspecify.annotations.NullMarked;
