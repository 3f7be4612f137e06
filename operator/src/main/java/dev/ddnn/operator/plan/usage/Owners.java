package dev.ddnn.operator.plan.usage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose reports are whose: reports name a DDNN and not its UID, and a DDNN that was made anew has another bill than the one before.
 *
 * @param uid of the DDNN of that name; null: there is none now
 * @param since when it was made; null as above
 * @param before UIDs of those of that name that have bills, the newest last; its own may be among them
 */
public record Owners(@Nullable String uid, @Nullable Instant since, List<String> before) {
    public Owners {
        before = before.stream().filter(one -> !one.equals(uid)).toList();
    }

    /**
     * Shares reports out. A pod stays with whom it was counted for first; one that is not known yet belongs to the DDNN that exists,
     * unless it is older than that one.
     *
     * @param remembered UIDs of pods that are counted already, by the UID of the DDNN
     * @param made when pods were made that still exist, by UID
     * @return by the UID of the DDNN
     */
    public Map<String, List<Heard>> share(
            List<Heard> heard, Map<String, Set<String>> remembered, Map<String, Instant> made) {
        var owners = new HashMap<String, String>();
        remembered.forEach((owner, pods) -> pods.forEach(pod -> owners.put(pod, owner)));
        return heard.stream()
                .filter(one -> owner(one, owners, made).isPresent())
                .collect(Collectors.groupingBy(one -> owner(one, owners, made).orElseThrow()));
    }

    private Optional<String> owner(Heard heard, Map<String, String> owners, Map<String, Instant> made) {
        String pod = heard.report().podUid();
        if (owners.containsKey(pod)) {
            return Optional.ofNullable(owners.get(pod));
        }
        Instant birth = made.getOrDefault(pod, heard.receivedAt());
        if (uid != null && since != null && !birth.isBefore(since)) {
            return Optional.of(uid);
        }
        return before.isEmpty() ? Optional.ofNullable(uid) : Optional.of(before.get(before.size() - 1));
    }
}
