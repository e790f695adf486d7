package latchkey.page;

/** Where the browser finds the files that give a region its look: paths under {@code /static}. */
record Brand(String stylesheet, String script, String mark) {}
