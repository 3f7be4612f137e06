package dev.ddnn.sandbox.story;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.link.Part;
import dev.ddnn.contract.link.Up;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what a section's pod sent to the next one out of the bytes on the wire: frames of HTTP/2, in them the messages of one
 * gRPC call. What is cut off at the end was still under way.
 */
final class RecordedParts {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_HEADER = 9;
    private static final int MESSAGE_HEADER = 5;
    private static final int DATA = 0;
    private static final int PADDED = 8;

    private RecordedParts() {}

    /**
     * A part with its sender.
     *
     * @param sender first message of its stream
     */
    record Sent(Hello sender, Part part) {}

    /** All parts of one connection. */
    static List<Sent> of(byte[] connection) throws InvalidProtocolBufferException {
        List<Sent> sent = new ArrayList<>();
        for (byte[] call : calls(connection)) {
            Hello sender = Hello.getDefaultInstance();
            ByteBuffer bytes = ByteBuffer.wrap(call);
            while (bytes.remaining() >= MESSAGE_HEADER) {
                boolean compressed = bytes.get() != 0;
                int length = bytes.getInt();
                if (compressed || length > bytes.remaining()) {
                    break;
                }
                Up message = Up.parseFrom(take(bytes, length));
                if (message.hasHello()) {
                    sender = message.getHello();
                } else {
                    sent.add(new Sent(sender, message.getPart()));
                }
            }
        }
        return sent;
    }

    private static Iterable<byte[]> calls(byte[] connection) {
        Map<Integer, ByteArrayOutputStream> calls = new TreeMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(connection);
        if (bytes.remaining() < PREFACE.length
                || !ByteBuffer.wrap(take(bytes, PREFACE.length)).equals(ByteBuffer.wrap(PREFACE))) {
            return List.of();
        }
        while (bytes.remaining() >= FRAME_HEADER) {
            int length = (bytes.getShort() & 0xffff) << 8 | bytes.get() & 0xff;
            int type = bytes.get();
            int flags = bytes.get();
            int stream = bytes.getInt();
            if (length > bytes.remaining()) {
                break;
            }
            byte[] payload = take(bytes, length);
            if (type == DATA) {
                int padding = (flags & PADDED) == 0 ? 0 : 1 + (payload[0] & 0xff);
                int begin = padding == 0 ? 0 : 1;
                calls.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).write(payload, begin, length - padding);
            }
        }
        return calls.values().stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }
}
