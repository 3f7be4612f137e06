package dev.ddnn.sandbox.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The links that data passes from one node to another, in their order.
 *
 * @param links none between nodes of one tier
 * @param direction how all of them are passed
 */
record Path(List<Link> links, Link.Direction direction) {
    static final Path DIRECT = new Path(List.of(), Link.Direction.UP);

    Path {
        links = List.copyOf(links);
    }

    boolean isDirect() {
        return links.isEmpty();
    }

    /** The way back. */
    Path reversed() {
        List<Link> back = new ArrayList<>(links);
        Collections.reverse(back);
        return new Path(back, direction == Link.Direction.UP ? Link.Direction.DOWN : Link.Direction.UP);
    }
}
