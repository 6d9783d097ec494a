package activationlab.homework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for contents. */
final class Digest {

    private Digest() {}

    /** Sixteen hexadecimal digits that differ for different contents. */
    static String of(byte[]... parts) {
        MessageDigest sha = sha();
        for (byte[] part : parts) {
            sha.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(part);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    /** The same for a file, without holding it in memory; "unread" for one that cannot be read, or that might have no end. */
    static String of(Path file) {
        if (!Files.isRegularFile(file)) {
            return "unread";
        }
        MessageDigest sha = sha();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        } catch (IOException e) {
            return "unread";
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
