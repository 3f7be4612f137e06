package dev.ddnn.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event of a watch in one go. The client would read the object into a tree first, to find out its kind wherever that stands, and
 * the tree into the object then; an API server writes {@code apiVersion} and {@code kind} before everything else. An event of another kind
 * or order is read as the client does it.
 */
final class StreamedWatchEvent extends DelegatingDeserializer {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What comes often, by {@code apiVersion} and {@code kind}. */
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ConfigMap.class,
                    DaemonSet.class,
                    DDNN.class,
                    DDNNNodePool.class,
                    DDNNQuota.class,
                    DDNNRevision.class,
                    Deployment.class,
                    Namespace.class,
                    Node.class,
                    Pod.class,
                    Service.class)
            .collect(Collectors.toUnmodifiableMap(
                    type -> key(HasMetadata.getApiVersion(type), HasMetadata.getKind(type)), type -> type));

    StreamedWatchEvent(JsonDeserializer<?> found) {
        super(found);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> found) {
        return new StreamedWatchEvent(found);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try (TokenBuffer seen = context.bufferForInputBuffering(parser)) {
            var head = new Head(parser, seen);
            String type = head.isObject() ? head.text("type") : null;
            Class<? extends HasMetadata> kind = type != null && head.opens("object") ? kind(head) : null;
            if (kind == null) {
                return asBefore(parser, seen, context);
            }
            parser.nextToken();
            HasMetadata object = context.readValue(parser, kind);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
            }
            return new WatchEvent(object, type);
        }
    }

    private static @Nullable Class<? extends HasMetadata> kind(Head head) throws IOException {
        String first = head.name();
        String one = head.text();
        String second = one == null ? null : head.name();
        String two = second == null ? null : head.text();
        if (two != null && "apiVersion".equals(first) && "kind".equals(second)) {
            return KINDS.get(key(one, two));
        }
        return two != null && "kind".equals(first) && "apiVersion".equals(second) ? KINDS.get(key(two, one)) : null;
    }

    private static String key(@Nullable String apiVersion, @Nullable String kind) {
        return apiVersion + " " + kind;
    }

    private Object asBefore(JsonParser parser, TokenBuffer seen, DeserializationContext context) throws IOException {
        JsonParser whole = JsonParserSequence.createFlattened(false, seen.asParser(parser), parser);
        whole.nextToken();
        return super.deserialize(whole, context);
    }

    /** What comes first, kept for whoever has to read it again. */
    private record Head(JsonParser parser, TokenBuffer seen) {
        boolean isObject() throws IOException {
            seen.copyCurrentEvent(parser);
            return parser.currentToken() == JsonToken.START_OBJECT;
        }

        /** The value of the field that comes next; null if that has another name, or no text. */
        @Nullable
        String text(String field) throws IOException {
            return field.equals(name()) ? text() : null;
        }

        boolean opens(String field) throws IOException {
            return field.equals(name()) && next() == JsonToken.START_OBJECT;
        }

        @Nullable
        String name() throws IOException {
            return next() == JsonToken.FIELD_NAME ? parser.currentName() : null;
        }

        @Nullable
        String text() throws IOException {
            return next() == JsonToken.VALUE_STRING ? parser.getText() : null;
        }

        private @Nullable JsonToken next() throws IOException {
            JsonToken token = parser.nextToken();
            if (token != null) {
                seen.copyCurrentEvent(parser);
            }
            return token;
        }
    }
}
