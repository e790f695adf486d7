package latchkey.ops;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import latchkey.config.Settings;
import latchkey.ops.HousekeepingTable.Chore;

/** For how long things are kept. What is kept for ever has no chore. */
public final class Retention {

    private static final Duration KEPT_ONE_HOUR = Duration.ofHours(1);

    private final Map<Chore, Duration> ages = new EnumMap<>(Chore.class);

    /** @throws latchkey.config.ConfigException for a {@code retention.*} that is neither a duration nor off */
    public Retention(Settings settings) {
        for (Chore chore : Chore.values()) {
            if (chore == Chore.COUNTERS || chore == Chore.CODES) {
                ages.put(chore, KEPT_ONE_HOUR);
            } else {
                settings.durationOrOff("retention." + chore.label()).ifPresent(age -> ages.put(chore, age));
            }
        }
    }

    Set<Map.Entry<Chore, Duration>> ages() {
        return ages.entrySet();
    }
}
