package dev.ddnn.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the smallest files that say of themselves what binaries say: headers, a dynamic section and its names. */
final class TestElf {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int BASE_ADDRESS = 0x10000;

    private final int machine;
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final List<long[]> dynamic = new ArrayList<>();
    private int interpreter = -1;

    private TestElf(Arch arch) {
        machine = arch.elfMachine();
        names.write(0);
    }

    static TestElf of(Arch arch) {
        return new TestElf(arch);
    }

    TestElf needs(String library) {
        dynamic.add(new long[] {1, name(library)});
        return this;
    }

    TestElf called(String soname) {
        dynamic.add(new long[] {14, name(soname)});
        return this;
    }

    TestElf startedBy(String loader) {
        interpreter = name(loader);
        return this;
    }

    private int name(String text) {
        int at = names.size();
        names.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        names.write(0);
        return at;
    }

    byte[] build() {
        int namesAt = HEADER + 3 * SEGMENT;
        int dynamicAt = namesAt + names.size();
        int size = dynamicAt + (dynamic.size() + 2) * DYNAMIC_ENTRY;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putShort(18, (short) machine);
        elf.putLong(32, HEADER).putShort(54, (short) SEGMENT).putShort(56, (short) (interpreter < 0 ? 2 : 3));
        segment(elf, 0, 1, 0, size);
        segment(elf, 1, 2, dynamicAt, (dynamic.size() + 2) * DYNAMIC_ENTRY);
        segment(elf, 2, 3, namesAt + Math.max(0, interpreter), 1);
        elf.position(namesAt).put(names.toByteArray());
        elf.putLong(5).putLong(BASE_ADDRESS + namesAt);
        dynamic.forEach(entry -> elf.putLong(entry[0]).putLong(entry[1]));
        return elf.array();
    }

    private static void segment(ByteBuffer elf, int index, int type, int offset, int size) {
        int at = HEADER + index * SEGMENT;
        elf.putInt(at, type)
                .putLong(at + 8, offset)
                .putLong(at + 16, BASE_ADDRESS + offset)
                .putLong(at + 32, size);
    }
}
