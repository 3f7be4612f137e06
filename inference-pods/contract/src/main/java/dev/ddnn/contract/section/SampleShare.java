package dev.ddnn.contract.section;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which samples a percentage means. It follows from the sample's id alone: each pod on a sample's way draws the same line, and a
 * higher percentage takes in all samples of a lower one.
 */
public final class SampleShare {
    private static final int FINE = 10_000;
    private static final int PER_PERCENT = FINE / 100;

    private SampleShare() {}

    /**
     * Whether the sample belongs to the share.
     *
     * @param sample id
     * @param percent 0 (no sample) to 100 (all)
     */
    public static boolean includes(String sample, int percent) {
        return position(sample) < percent * PER_PERCENT;
    }

    /** Where the sample stands, 0 to 9,999. */
    private static int position(String sample) {
        var crc = new CRC32();
        crc.update(sample.getBytes(StandardCharsets.UTF_8));
        // A CRC is linear: ids that count up would fall into rows. The finaliser of MurmurHash3 (public domain) mixes
        // them.
        int mixed = (int) crc.getValue();
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        mixed ^= mixed >>> 16;
        return Integer.remainderUnsigned(mixed, FINE);
    }
}
