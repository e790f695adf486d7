package latchkey.link;

import latchkey.page.Page;

/**
 * A link was opened at another region's host.
 *
 * @param region the name of the link's region
 * @param host of that region's portal
 * @param link the same link there
 */
public record OtherHostPage(String region, String host, String link) implements Page {}
