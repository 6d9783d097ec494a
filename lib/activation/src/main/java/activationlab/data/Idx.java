package activationlab.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A reader for the files of MNIST and Fashion-MNIST, which you put into a folder yourself: nothing is downloaded.
 *
 * <p><b>Files.</b> For the part to learn from, {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}; for the
 * part to test with, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}. Each may have {@code .gz} at its
 * end, or a dot instead of the hyphen before {@code idx}. Of several forms of a file the first in this order is taken: as
 * written here, with {@code .gz}, with the dot, with both. Whether a file is compressed is seen from its first bytes.
 *
 * <p><b>Format.</b> Two zero bytes, the type of the elements (8 for unsigned bytes), the number of dimensions, each
 * dimension as a big-endian whole number of four bytes, and then the elements, the last dimension running fastest. A header
 * is not believed: memory is taken for what the file really holds, and a file that is longer or shorter than its header
 * says is refused.
 *
 * <p><b>Memory.</b> An image of 28×28 pixels takes 6.3 KB; the 60,000 of MNIST's greater part take 380 MB. Take fewer with
 * {@link #read(Path, Part, int)} if Java has less.
 *
 * @see "Yann LeCun, Corinna Cortes, Christopher J. C. Burges, 1998, The MNIST database of handwritten digits"
 * @see "Han Xiao, Kashif Rasul, Roland Vollgraf, 2017, Fashion-MNIST: a novel image dataset for benchmarking machine
 *     learning algorithms, arXiv:1708.07747"
 */
public final class Idx {

    /** Which of the two parts of a data set. */
    public enum Part {
        /** The part to learn from, in files whose names begin with "train". */
        TRAIN("train"),
        /** The part to test with, in files whose names begin with "t10k". */
        TEST("t10k");

        private final String prefix;

        Part(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final int CLASSES = 10;
    private static final int UNSIGNED_BYTE = 8;
    private static final double BRIGHTEST = 255;
    private static final int BUFFER = 1 << 16;

    private Idx() {}

    /**
     * Reads one part of a data set.
     *
     * @param folder where the files are
     * @param part which part
     * @return a data set with the name of the folder, 10 classes, and the pixels row by row as inputs, from 0 to 1 in steps
     *     of 1/255
     * @throws FileNotFoundException if a file is not there; the message says which
     * @throws IOException if a file cannot be read, or is not what its name and header say; the message names the file, what
     *     is wrong, and its SHA-256
     * @throws IllegalArgumentException if an argument is null
     */
    public static Dataset read(Path folder, Part part) throws IOException {
        return read(folder, part, Integer.MAX_VALUE);
    }

    /**
     * Reads the first examples of one part of a data set. The files are checked as a whole all the same.
     *
     * @param folder where the files are
     * @param part which part
     * @param most how many examples at most, at least 1
     * @return as {@link #read(Path, Part)}
     * @throws FileNotFoundException if a file is not there; the message says which
     * @throws IOException if a file cannot be read, or is not what its name and header say; the message names the file, what
     *     is wrong, and its SHA-256
     * @throws IllegalArgumentException if an argument is null or most is less than 1
     */
    public static Dataset read(Path folder, Part part, int most) throws IOException {
        if (folder == null || part == null) {
            throw new IllegalArgumentException("folder = " + folder + " and part = " + part + " must not be null");
        }
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, not " + most);
        }
        List<String> missing = new ArrayList<>();
        Path imageFile = find(folder, part.prefix + "-images", "idx3-ubyte", missing);
        Path labelFile = find(folder, part.prefix + "-labels", "idx1-ubyte", missing);
        if (!missing.isEmpty()) {
            throw new FileNotFoundException("There is no " + String.join(" and no ", missing) + " in the folder "
                    + folder.toAbsolutePath() + (Files.isDirectory(folder) ? "" : ", which does not exist")
                    + "; put the files there yourself, compressed or not, because nothing is downloaded");
        }
        List<byte[]> images = elements(imageFile, 3);
        List<byte[]> labels = elements(labelFile, 1);
        if (images.size() != labels.size()) {
            throw damaged(
                    labelFile, "has " + labels.size() + " labels for the " + images.size() + " images in " + imageFile);
        }
        int n = Math.min(most, images.size());
        double[][] inputs = new double[n][];
        int[] classes = new int[n];
        for (int i = 0; i < images.size(); i++) {
            int label = Byte.toUnsignedInt(labels.get(i)[0]);
            if (label >= CLASSES) {
                throw damaged(
                        labelFile,
                        "has the label " + label + " at index " + i + ", where 0 to " + (CLASSES - 1) + " is possible");
            }
            if (i < n) {
                inputs[i] = scaled(images.get(i));
                classes[i] = label;
            }
        }
        return new Dataset(nameOf(folder), inputs, classes, CLASSES, null);
    }

    /**
     * The SHA-256 of a file, to compare with the one that its publisher states.
     *
     * @param file any file
     * @return 64 hexadecimal digits in lower case
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if file is null
     */
    public static String sha256(Path file) throws IOException {
        if (file == null) {
            throw new IllegalArgumentException("file is null; it must be given");
        }
        return Sha256.of(Files.newInputStream(file));
    }

    private static Path find(Path folder, String start, String end, List<String> missing) {
        String usual = start + "-" + end;
        String dotted = start + "." + end;
        Optional<Path> found = Stream.of(usual, usual + ".gz", dotted, dotted + ".gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isEmpty()) {
            missing.add(usual);
        }
        return found.orElse(null);
    }

    /** What the first dimension counts: the bytes of each image, or the byte of each label. */
    private static List<byte[]> elements(Path file, int dimensions) throws IOException {
        try (BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream in = isCompressed(raw) ? new GZIPInputStream(raw, BUFFER) : raw) {
            byte[] magic = in.readNBytes(4);
            byte[] right = {0, 0, UNSIGNED_BYTE, (byte) dimensions};
            if (!Arrays.equals(magic, right)) {
                throw damaged(
                        file,
                        "begins with the bytes " + hex(magic) + " instead of " + hex(right)
                                + ", which stand for unsigned bytes in " + dimensions + " dimension"
                                + (dimensions == 1 ? "" : "s"));
            }
            byte[] header = in.readNBytes(4 * dimensions);
            if (header.length < 4 * dimensions) {
                throw damaged(file, "ends within its header");
            }
            ByteBuffer numbers = ByteBuffer.wrap(header);
            int count = numbers.getInt();
            long width = 1;
            String shape = Integer.toUnsignedString(count);
            boolean possible = count > 0;
            while (numbers.hasRemaining()) {
                int dimension = numbers.getInt();
                shape += " × " + Integer.toUnsignedString(dimension);
                possible &= dimension > 0;
                width *= dimension; // two of them at most, so that nothing overflows
            }
            if (!possible || width > Integer.MAX_VALUE) {
                throw damaged(file, "says in its header that it has " + shape + " elements, which cannot be");
            }
            List<byte[]> all = new ArrayList<>();
            // Neither the list nor readNBytes takes memory before the bytes are there.
            while (all.size() < count) {
                byte[] element = in.readNBytes((int) width);
                if (element.length < width) {
                    throw damaged(
                            file,
                            "is cut: its header says " + shape + " elements, but there are only "
                                    + (all.size() * width + element.length));
                }
                all.add(element);
            }
            if (in.read() >= 0) {
                throw damaged(file, "goes on after the " + shape + " elements that its header says");
            }
            return all;
        } catch (EOFException e) {
            throw damaged(file, "is cut: its compressed content breaks off");
        } catch (ZipException e) {
            throw damaged(file, "cannot be uncompressed (" + e.getMessage() + ")");
        }
    }

    private static boolean isCompressed(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return compressed;
    }

    private static double[] scaled(byte[] image) {
        double[] row = new double[image.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = Byte.toUnsignedInt(image[j]) / BRIGHTEST;
        }
        return row;
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    private static String hex(byte... bytes) {
        return bytes.length == 0 ? "(none)" : HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static IOException damaged(Path file, String what) throws IOException {
        return new IOException(file + " " + what + "; its SHA-256 is " + sha256(file));
    }
}
