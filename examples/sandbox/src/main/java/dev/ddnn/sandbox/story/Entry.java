package dev.ddnn.sandbox.story;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A bottom pod, as a client next to some node sees it.
 *
 * @param host name that the DDNN's status gives
 * @param model the DDNN's name
 * @param views that this pod takes
 * @param address where the name leads now; empty: nowhere
 */
public record Entry(String host, String model, List<Story.View> views, Supplier<Optional<InetSocketAddress>> address) {
    public Entry {
        views = List.copyOf(views);
    }
}
