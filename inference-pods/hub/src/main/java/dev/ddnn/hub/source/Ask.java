package dev.ddnn.hub.source;

import dev.ddnn.hub.access.Access;
import java.net.URI;

/**
 * What is asked for.
 *
 * @param uri where; the first address, before any redirect
 * @param accept types that will do
 * @param access what goes along
 */
record Ask(URI uri, String accept, Access access) {
    /** Any file. */
    static Ask file(URI uri, Access access) {
        return new Ask(uri, "application/octet-stream, */*", access);
    }
}
