package latchkey.link;

import latchkey.page.Page;

/**
 * A link was opened at the host of another region than its own.
 *
 * @param region the name of the link's region
 * @param host of that region's portal
 * @param link the same link there
 */
public record OtherHostPage(String region, String host, String link) implements Page {}
