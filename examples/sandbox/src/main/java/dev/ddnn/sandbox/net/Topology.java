package dev.ddnn.sandbox.net;

import dev.ddnn.api.v1alpha1.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which node stands at which tier, and what lies between two nodes. A path goes through the uplink of each node that it leaves
 * upwards: from a device to the cloud through the device's and its edge node's. Nodes of one tier are neighbours.
 */
public final class Topology {
    /**
     * A node of the story.
     *
     * @param name of the node
     * @param tier where it stands
     * @param edge for a device: the edge node that it hangs on; absent: none, its uplink reaches the cloud
     */
    public record Place(String name, Tier tier, @Nullable String edge) {}

    private final Map<String, Place> places = new ConcurrentSkipListMap<>();
    private final Map<String, Link> uplinks = new ConcurrentSkipListMap<>();

    /** Links carry without limit until they are shaped. */
    public Topology(Collection<Place> nodes) {
        nodes.forEach(this::add);
    }

    /** One more node, or one that is back: an uplink that it had stays as it was shaped, and is whole. */
    public void add(Place place) {
        if (place.tier() != Tier.Cloud) {
            uplinks.computeIfAbsent(place.name(), name -> new Link(name, 0, Duration.ZERO))
                    .heal();
        }
        places.put(place.name(), place);
    }

    /** The node stands nowhere any more; what is under way still arrives. */
    public void remove(String node) {
        places.remove(node);
    }

    /** The uplink of a node, if it has one: those in the cloud have none. */
    public Optional<Link> uplinkOf(String node) {
        return Optional.ofNullable(uplinks.get(node));
    }

    /** All places by name. */
    public List<Place> places() {
        return List.copyOf(places.values());
    }

    boolean knows(String node) {
        return places.containsKey(node);
    }

    /** All uplinks. */
    public Collection<Link> links() {
        return List.copyOf(uplinks.values());
    }

    /**
     * The uplink of a node.
     *
     * @throws IllegalArgumentException if the node is unknown or in the cloud
     */
    public Link uplink(String node) {
        Link link = uplinks.get(node);
        if (link == null) {
            throw new IllegalArgumentException("no uplink of node " + node + "; there are " + uplinks.keySet());
        }
        return link;
    }

    /** The way between two nodes; direct if one of them is unknown, such as the user's own machine. */
    Path between(@Nullable String from, @Nullable String to) {
        Place source = places.get(from == null ? "" : from);
        Place target = places.get(to == null ? "" : to);
        if (source == null || target == null || source.tier() == target.tier()) {
            return Path.DIRECT;
        }
        return source.tier().compareTo(target.tier()) < 0
                ? upwards(source, target)
                : upwards(target, source).reversed();
    }

    private Path upwards(Place lower, Place upper) {
        List<Link> links = new ArrayList<>();
        links.add(uplink(lower.name()));
        if (lower.tier() == Tier.Device && upper.tier() == Tier.Cloud && lower.edge() != null) {
            links.add(uplink(lower.edge()));
        }
        return new Path(links, Link.Direction.UP);
    }
}
