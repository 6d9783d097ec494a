package activationlab.notebook;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * PNG with at most 256 colours: a plot keeps its look at a third of the bytes. A plot has few colours and many shades of
 * their edges, so the most frequent colours are kept and the rest take the nearest of them.
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
        int size = Math.min(COLORS, colors.size());
        int[] palette = new int[size];
        for (int i = 0; i < size; i++) {
            palette[i] = colors.get(i);
        }

        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < colors.size(); i++) {
            index.put(colors.get(i), i < size ? i : nearest(palette, colors.get(i)));
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

    private static int nearest(int[] palette, int color) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int red = (palette[i] >> 16) - (color >> 16);
            int green = ((palette[i] >> 8) & 0xff) - ((color >> 8) & 0xff);
            int blue = (palette[i] & 0xff) - (color & 0xff);
            int distance = red * red + green * green + blue * blue;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }
}
