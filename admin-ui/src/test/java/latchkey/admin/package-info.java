/** Tests of the admin UI against a small server that answers like the staff API. */
@NullMarked
package latchkey.admin;

import org.jspecify.annotations.NullMarked;
