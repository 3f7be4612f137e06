package dev.ddnn.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Reads texts; of short ones that are equal and come soon after each other it gives the same. */
final class SharedStrings extends StdScalarDeserializer<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Names and UIDs are shorter; what is longer is hardly ever equal. */
    private static final int LONGEST = 100;

    /** A power of two. */
    private static final int PLACES = 8192;

    private final transient AtomicReferenceArray<@Nullable String> recent = new AtomicReferenceArray<>(PLACES);

    SharedStrings() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        return text == null || text.length() > LONGEST ? text : same(text);
    }

    private String same(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String before = recent.get(place);
        if (text.equals(before)) {
            return before;
        }
        recent.lazySet(place, text);
        return text;
    }
}
