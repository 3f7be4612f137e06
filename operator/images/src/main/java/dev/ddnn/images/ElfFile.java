package dev.ddnn.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Linux binary or shared library says about itself: for which machine it is, which loader starts it and which libraries it needs.
 * Only little-endian 64-bit files are read; every machine that images are made for has those.
 *
 * @param machine the header's {@code e_machine}
 * @param interpreter path of the dynamic loader, only in programs
 * @param soname the name under which others need it, if it has one
 * @param needed names of the shared libraries that it needs, in its order
 */
record ElfFile(
        int machine, @Nullable String interpreter, @Nullable String soname, List<String> needed) {
    private static final int MAGIC = 0x464c457f;
    private static final int HEADER = 64;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERP = 3;
    private static final long TAG_NEEDED = 1;
    private static final long TAG_STRTAB = 5;
    private static final long TAG_SONAME = 14;

    /** Reads a file; empty if it is no such binary. */
    static Optional<ElfFile> read(Path file) {
        try {
            if (Files.size(file) < HEADER) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                if (!isElf(ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN))) {
                    return Optional.empty();
                }
            }
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ImageException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a file's content; empty if it is no such binary. */
    static Optional<ElfFile> read(byte[] content) {
        ByteBuffer elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        return isElf(elf) ? Optional.of(new Reader(elf).read()) : Optional.empty();
    }

    private static boolean isElf(ByteBuffer elf) {
        return elf.limit() >= HEADER && elf.getInt(0) == MAGIC && elf.get(4) == 2 && elf.get(5) == 1;
    }

    private record Segment(int type, int offset, long address, int size) {}

    private record Reader(ByteBuffer elf) {
        ElfFile read() {
            List<Segment> segments = segments();
            String interpreter = null;
            List<String> needed = List.of();
            String soname = null;
            for (Segment segment : segments) {
                if (segment.type() == INTERP) {
                    interpreter = text(segment.offset());
                } else if (segment.type() == DYNAMIC) {
                    needed = names(segment, segments, TAG_NEEDED);
                    List<String> own = names(segment, segments, TAG_SONAME);
                    soname = own.isEmpty() ? null : own.get(0);
                }
            }
            return new ElfFile(Short.toUnsignedInt(elf.getShort(18)), interpreter, soname, needed);
        }

        private List<Segment> segments() {
            int at = Math.toIntExact(elf.getLong(32));
            int size = Short.toUnsignedInt(elf.getShort(54));
            int count = Short.toUnsignedInt(elf.getShort(56));
            var segments = new ArrayList<Segment>();
            for (int i = 0; i < count; i++, at += size) {
                segments.add(new Segment(
                        elf.getInt(at),
                        Math.toIntExact(elf.getLong(at + 8)),
                        elf.getLong(at + 16),
                        Math.toIntExact(elf.getLong(at + 32))));
            }
            return segments;
        }

        /** The dynamic section is a list of (tag, value); the values wanted here are offsets into its table of names. */
        private List<String> names(Segment dynamic, List<Segment> segments, long tag) {
            List<Long> tables = values(dynamic, TAG_STRTAB);
            if (tables.isEmpty()) {
                return List.of();
            }
            int table = fileOffset(tables.get(0), segments);
            return values(dynamic, tag).stream()
                    .map(offset -> text(table + Math.toIntExact(offset)))
                    .toList();
        }

        private List<Long> values(Segment dynamic, long tag) {
            var values = new ArrayList<Long>();
            for (int at = dynamic.offset(); at + 16 <= dynamic.offset() + dynamic.size(); at += 16) {
                long found = elf.getLong(at);
                if (found == 0) {
                    break;
                }
                if (found == tag) {
                    values.add(elf.getLong(at + 8));
                }
            }
            return values;
        }

        private int fileOffset(long address, List<Segment> segments) {
            return segments.stream()
                    .filter(s -> s.type() == LOAD && address >= s.address() && address < s.address() + s.size())
                    .findFirst()
                    .map(s -> Math.toIntExact(s.offset() + address - s.address()))
                    .orElseThrow(() -> new ImageException("A binary's table of names lies outside of its segments."));
        }

        private String text(int at) {
            int end = at;
            while (elf.get(end) != 0) {
                end++;
            }
            return new String(elf.array(), at, end - at, StandardCharsets.UTF_8);
        }
    }
}
