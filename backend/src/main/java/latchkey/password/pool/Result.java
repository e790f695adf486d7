package latchkey.password.pool;

import io.vertx.core.Context;

/**
 * Of a job that is done.
 *
 * @param asker the thread that it was asked for on: the event loop, where there is one
 * @param context of the asker
 * @param tell completes the asker's future
 */
record Result(Thread asker, Context context, Runnable tell) {}
