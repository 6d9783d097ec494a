package activationlab.homework;

import java.nio.charset.StandardCharsets;

/** Seeds made from a seed and names, so that each student and each exercise has numbers of its own. */
final class Seeds {

    private Seeds() {}

    /** A seed that depends on all parts, their order and their borders; the 64-bit hash FNV-1a, and a last mixing. */
    static long of(long seed, String... names) {
        long hash = 0xcbf29ce484222325L;
        for (int shift = 0; shift < 64; shift += 8) {
            hash = (hash ^ (seed >>> shift & 0xff)) * 0x100000001b3L;
        }
        for (String name : names) {
            for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1ff) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
