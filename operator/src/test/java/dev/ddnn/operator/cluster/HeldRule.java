package dev.ddnn.operator.cluster;

import dev.ddnn.contract.section.SectionConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** No part and no choice ever meets a section that does not hold it: by what pods do, and by what pods that start now would do. */
final class HeldRule {
    private HeldRule() {}

    static List<String> problems(Standing standing) {
        var problems = new ArrayList<String>();
        standing.told.forEach((section, config) -> {
            if (config.revisions().size() > 2) {
                problems.add(section + " is told to hold three revisions: " + Standing.text(config));
            }
        });
        check(
                standing.followedIn(Standing.BELOW).toList(),
                standing.followedIn(Standing.DECIDING).toList(),
                standing.followedIn(Standing.ABOVE).toList(),
                problems);
        if (standing.told.size() == 3) {
            check(
                    List.of(standing.told.get(Standing.BELOW)),
                    List.of(standing.told.get(Standing.DECIDING)),
                    List.of(standing.told.get(Standing.ABOVE)),
                    problems);
        }
        return problems;
    }

    private static void check(
            List<SectionConfig> below, List<SectionConfig> deciding, List<SectionConfig> above, List<String> problems) {
        for (SectionConfig chooses : deciding) {
            Set<String> choice = new HashSet<>();
            for (SectionConfig sends : below) {
                if (!Standing.held(chooses).contains(sends.answering())) {
                    problems.add("parts of " + sends.answering() + " meet a deciding section that holds "
                            + Standing.text(chooses));
                }
                choice.addAll(Standing.sent(sends));
            }
            choice.retainAll(Standing.held(chooses));
            for (SectionConfig takes : above) {
                Stream.concat(choice.stream(), Stream.of(chooses.answering()))
                        .filter(revision -> !Standing.held(takes).contains(revision))
                        .forEach(revision -> problems.add("the deciding section may choose " + revision
                                + " while a section above holds " + Standing.text(takes)));
            }
        }
    }
}
