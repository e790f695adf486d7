package latchkey.admin.api.contact;

import java.util.Map;

/**
 * How many contacts each status and each region has.
 *
 * @param mailTrouble how many have an invitation that bounced or was given up
 */
public record Counts(Map<PortalStatus, Integer> byStatus, Map<String, Integer> byRegion, int mailTrouble) {}
