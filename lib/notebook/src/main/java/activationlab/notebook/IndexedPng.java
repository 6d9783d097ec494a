package activationlab.notebook;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * PNG with at most 256 colours: a plot keeps its look at a third of the bytes. A plot has few colours and many shades of
 * their edges, so each pixel takes the nearest of 256 well-spread ones.
 */
final class IndexedPng {

    private static final int COLORS = 256;

    private IndexedPng() {}

    static byte[] encode(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);

        Map<Integer, Integer> count = new HashMap<>();
        for (int pixel : pixels) {
            count.merge(pixel & 0xffffff, 1, Integer::sum);
        }
        List<Integer> colors = new ArrayList<>(count.keySet());
        // The second key makes the palette independent of the order of the hash map.
        colors.sort(Comparator.<Integer>comparingInt(c -> -count.get(c)).thenComparing(Comparator.naturalOrder()));
        int[] palette = palette(colors);
        int size = palette.length;

        Map<Integer, Integer> index = new HashMap<>();
        for (int color : colors) {
            index.put(color, nearest(palette, size, color));
        }
        IndexColorModel model = new IndexColorModel(8, size, palette, 0, false, -1, 0);
        BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = index.get(pixels[y * width + x] & 0xffffff).byteValue();
            }
            indexed.getRaster().setDataElements(0, y, width, 1, row);
        }

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(indexed, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array does not fail
        }
        return bytes.toByteArray();
    }

    /**
     * The most frequent colours, without those that are nearly one that is there already; "nearly" is as strict as 256
     * colours allow. (The 256 most frequent ones alone are mostly shades of white, and edges then look stepped.)
     */
    private static int[] palette(List<Integer> colors) {
        for (int tolerance = 0; ; tolerance += 2) {
            int[] palette = new int[COLORS];
            int size = 0;
            boolean fits = true;
            for (int color : colors) {
                if (size == 0 || distance(palette[nearest(palette, size, color)], color) > tolerance) {
                    if (size == COLORS) {
                        fits = false;
                        break;
                    }
                    palette[size++] = color;
                }
            }
            if (fits) {
                return Arrays.copyOf(palette, size);
            }
        }
    }

    private static int nearest(int[] palette, int size, int color) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (distance(palette[i], color) < distance(palette[best], color)) {
                best = i;
            }
        }
        return best;
    }

    /** The largest difference of red, green and blue. */
    private static int distance(int a, int b) {
        int red = Math.abs((a >> 16) - (b >> 16));
        int green = Math.abs(((a >> 8) & 0xff) - ((b >> 8) & 0xff));
        int blue = Math.abs((a & 0xff) - (b & 0xff));
        return Math.max(red, Math.max(green, blue));
    }
}
