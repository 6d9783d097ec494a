package activationlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activationlab.data.Idx.Part;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("IDX files")
class IdxTest {

    private static final byte[] IMAGES = idx(3, new int[] {3, 2, 2}, 0, 51, 102, 255, 1, 2, 3, 4, 128, 129, 254, 0);
    private static final byte[] LABELS = idx(1, new int[] {3}, 7, 0, 9);
    private static final double[][] INPUTS = {
        {0, 0.2, 0.4, 1},
        {1 / 255.0, 2 / 255.0, 3 / 255.0, 4 / 255.0},
        {128 / 255.0, 129 / 255.0, 254 / 255.0, 0}
    };

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("my-mnist"));
    }

    /** A file that has the given bytes behind a header that says what it is told to. */
    private static byte[] idx(int dimensions, int[] sizes, int... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length);
        bytes.put(new byte[] {0, 0, 8, (byte) dimensions});
        for (int size : sizes) {
            bytes.putInt(size);
        }
        for (int element : elements) {
            bytes.put((byte) element);
        }
        return bytes.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void assertReads(Part part) throws IOException {
        Dataset data = Idx.read(folder, part);
        assertEquals("my-mnist: 3 examples, 4 inputs, 10 classes", data.toString());
        assertArrayEquals(INPUTS, data.inputs());
        assertArrayEquals(new int[] {7, 0, 9}, data.labels());
    }

    @Test
    void plainFiles() throws IOException {
        write("train-images-idx3-ubyte", IMAGES);
        write("train-labels-idx1-ubyte", LABELS);
        assertReads(Part.TRAIN);
    }

    @Test
    void compressedFiles() throws IOException {
        write("t10k-images-idx3-ubyte.gz", gzip(IMAGES));
        write("t10k-labels-idx1-ubyte.gz", gzip(LABELS));
        assertReads(Part.TEST);
    }

    @Test
    void namesWithADot() throws IOException {
        write("train-images.idx3-ubyte", IMAGES);
        write("train-labels.idx1-ubyte.gz", gzip(LABELS));
        assertReads(Part.TRAIN);
    }

    @Test
    @DisplayName("what counts is what a file is, not what it is called")
    void compressionIsSeenFromTheBytes() throws IOException {
        write("train-images-idx3-ubyte", gzip(IMAGES));
        write("train-labels-idx1-ubyte.gz", LABELS);
        assertReads(Part.TRAIN);
    }

    @Test
    void theUsualNameComesFirst() throws IOException {
        plainFiles();
        write("train-images-idx3-ubyte.gz", new byte[0]);
        write("train-images.idx3-ubyte", new byte[0]);
        assertReads(Part.TRAIN);
    }

    @Test
    void theFirstExamplesAlone() throws IOException {
        plainFiles();
        Dataset two = Idx.read(folder, Part.TRAIN, 2);
        assertArrayEquals(Arrays.copyOf(INPUTS, 2), two.inputs());
        assertArrayEquals(new int[] {7, 0}, two.labels());
        assertEquals(3, Idx.read(folder, Part.TRAIN, 4).size());
        write("train-labels-idx1-ubyte", idx(1, new int[] {3}, 7, 0, 10));
        damaged("train-labels-idx1-ubyte", "has the label 10 at index 2, where 0 to 9 is possible");
    }

    @Test
    void absence() throws IOException {
        String end = "; put the files there yourself, compressed or not, because nothing is downloaded";
        missing(
                "There is no t10k-images-idx3-ubyte and no t10k-labels-idx1-ubyte in the folder " + folder + end,
                folder);
        Files.createDirectory(folder.resolve("t10k-images-idx3-ubyte"));
        write("t10k-labels-idx1-ubyte.gz", LABELS);
        missing("There is no t10k-images-idx3-ubyte in the folder " + folder + end, folder);
        Path nowhere = temporary.resolve("nowhere");
        missing(
                "There is no t10k-images-idx3-ubyte and no t10k-labels-idx1-ubyte in the folder " + nowhere
                        + ", which does not exist" + end,
                nowhere);
    }

    private static void missing(String message, Path folder) {
        assertEquals(
                message,
                assertThrows(FileNotFoundException.class, () -> Idx.read(folder, Part.TEST))
                        .getMessage());
    }

    @Test
    void aFileThatIsSomethingElse() throws IOException {
        plainFiles();
        String end = " instead of 00 00 08 03, which stand for unsigned bytes in 3 dimensions";
        badImages("begins with the bytes 3c 68 74 6d" + end, "<html>".getBytes(StandardCharsets.UTF_8));
        badImages("begins with the bytes 00 00 08 01" + end, LABELS);
        badImages("begins with the bytes (none)" + end);
        badImages("begins with the bytes 00 00" + end, new byte[] {0, 0});
        byte[] floats = IMAGES.clone();
        floats[2] = 0x0d;
        badImages("begins with the bytes 00 00 0d 03" + end, floats);
        write("train-images-idx3-ubyte", IMAGES);
        write("train-labels-idx1-ubyte", IMAGES);
        damaged(
                "train-labels-idx1-ubyte",
                "begins with the bytes 00 00 08 03 instead of 00 00 08 01, which stand for unsigned bytes in 1 dimension");
    }

    @Test
    void aFileThatIsCut() throws IOException {
        plainFiles();
        for (int length = 4; length < 16; length++) {
            badImages("ends within its header", Arrays.copyOf(IMAGES, length));
        }
        for (int length = 16; length < 28; length++) {
            badImages(
                    "is cut: its header says 3 × 2 × 2 elements, but there are only " + (length - 16),
                    Arrays.copyOf(IMAGES, length));
        }
        byte[] compressed = gzip(IMAGES);
        // A compressed file has its length and checksum at the end: every cut is noticed.
        for (int length = 2; length < compressed.length; length++) {
            badImages("is cut: its compressed content breaks off", Arrays.copyOf(compressed, length));
        }
    }

    @Test
    void aCompressedFileWithAWrongByte() throws IOException {
        plainFiles();
        byte[] compressed = gzip(IMAGES);
        compressed[compressed.length - 8] ^= 1; // the checksum
        badImages("cannot be uncompressed (Corrupt GZIP trailer)", compressed);
    }

    @Test
    void aFileThatIsTooLong() throws IOException {
        plainFiles();
        byte[] longer = Arrays.copyOf(IMAGES, 29);
        badImages("goes on after the 3 × 2 × 2 elements that its header says", longer);
        badImages("goes on after the 3 × 2 × 2 elements that its header says", gzip(longer));
    }

    @Test
    @DisplayName("a header that lies takes no memory")
    void aHeaderThatLies() throws IOException {
        plainFiles();
        int most = Integer.MAX_VALUE;
        for (byte[] file : new byte[][] {
            idx(3, new int[] {most, most, 1}, 1, 2, 3), gzip(idx(3, new int[] {most, most, 1}, 1, 2, 3))
        }) {
            badImages("is cut: its header says 2147483647 × 2147483647 × 1 elements, but there are only 3", file);
        }
        badImages(
                "is cut: its header says 2147483647 × 1 × 2 elements, but there are only 3",
                idx(3, new int[] {most, 1, 2}, 1, 2, 3));
        for (int[] shape : new int[][] {{1, most, 2}, {1, most, most}, {0, 2, 2}, {1, 0, 2}, {1, 2, 0}}) {
            badImages(
                    "says in its header that it has " + shape[0] + " × " + shape[1] + " × " + shape[2]
                            + " elements, which cannot be",
                    idx(3, shape, 1, 2, 3));
        }
        badImages(
                "says in its header that it has 4294967295 × 1 × 2147483648 elements, which cannot be",
                idx(3, new int[] {-1, 1, Integer.MIN_VALUE}, 1, 2, 3));
    }

    @Test
    void labelsThatDoNotFit() throws IOException {
        plainFiles();
        write("train-labels-idx1-ubyte", idx(1, new int[] {2}, 7, 0));
        damaged(
                "train-labels-idx1-ubyte",
                "has 2 labels for the 3 images in " + folder.resolve("train-images-idx3-ubyte"));
        write("train-labels-idx1-ubyte", idx(1, new int[] {3}, 7, 255, 0));
        damaged("train-labels-idx1-ubyte", "has the label 255 at index 1, where 0 to 9 is possible");
    }

    private void badImages(String what, byte... file) throws IOException {
        write("train-images-idx3-ubyte", file);
        damaged("train-images-idx3-ubyte", what);
    }

    private void damaged(String name, String what) throws IOException {
        Path file = folder.resolve(name);
        assertEquals(
                file + " " + what + "; its SHA-256 is " + Idx.sha256(file),
                assertThrows(IOException.class, () -> Idx.read(folder, Part.TRAIN, 1))
                        .getMessage());
    }

    @Test
    @DisplayName("SHA-256 of nothing and of abc, as the standard states them")
    void checksum() throws IOException {
        write("empty", new byte[0]);
        write("abc", "abc".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Idx.sha256(folder.resolve("empty")));
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Idx.sha256(folder.resolve("abc")));
    }

    @Test
    void badArgumentsAreNamed() {
        refused("folder = null and part = TEST must not be null", () -> Idx.read(null, Part.TEST));
        refused("folder = " + folder + " and part = null must not be null", () -> Idx.read(folder, null));
        refused("most must be at least 1, not 0", () -> Idx.read(folder, Part.TEST, 0));
        refused("file is null; it must be given", () -> Idx.sha256(null));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    @DisplayName("a folder has its own name, however its path is written")
    void namesOfFolders() throws IOException {
        plainFiles();
        assertEquals("my-mnist", Idx.read(folder.resolve("."), Part.TRAIN).name());
    }
}
