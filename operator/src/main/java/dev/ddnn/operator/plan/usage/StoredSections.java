package dev.ddnn.operator.plan.usage;

import dev.ddnn.api.v1alpha1.UsageSection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where sections are booked, as the spec of a bill has it from its beginning. */
public final class StoredSections {
    private StoredSections() {}

    /** By section. */
    static Map<String, Spot> read(@Nullable List<UsageSection> stored) {
        var spots = new HashMap<String, Spot>();
        for (UsageSection section : stored == null ? List.<UsageSection>of() : stored) {
            String name = Objects.requireNonNull(section.name(), "required by the schema");
            String pool = Objects.requireNonNull(section.pool(), "required by the schema");
            spots.put(name, Spot.of(name, pool, section.tier(), section.next(), Boolean.TRUE.equals(section.uplink())));
        }
        return spots;
    }

    /** What is to be stored; absent: nothing is known. */
    public static @Nullable List<UsageSection> write(Collection<Spot> spots) {
        List<UsageSection> sections = spots.stream()
                .filter(Spot::isKnown)
                .sorted(Comparator.comparing(Spot::section))
                .map(spot -> new UsageSection(
                        spot.section(),
                        spot.pool(),
                        orAbsent(spot.next()),
                        orAbsent(spot.tier()),
                        spot.uplink() ? true : null))
                .toList();
        return sections.isEmpty() ? null : sections;
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
