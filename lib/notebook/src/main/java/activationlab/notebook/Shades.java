package activationlab.notebook;

import java.awt.Color;

/** Colours that stand for numbers. */
final class Shades {

    /** Nine stops of the map viridis (S. van der Walt and N. Smith, 2015), from low to high; between them it is straight. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
    };

    private Shades() {}

    /** Dark violet for 0, over blue and green to yellow for 1; what lies outside has the colour of the nearer end. */
    static Color viridis(double share) {
        double at = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
        int stop = (int) Math.min(at, VIRIDIS.length - 2);
        return mix(new Color(VIRIDIS[stop]), new Color(VIRIDIS[stop + 1]), at - stop);
    }

    /** Blue for −1, white for 0, orange for 1: told apart by every kind of colour vision. */
    static Color diverging(double value) {
        double size = Math.min(1, Math.abs(value));
        return mix(Color.WHITE, LabTheme.color(value < 0 ? 0 : 1), size);
    }

    static Color mix(Color from, Color to, double share) {
        return new Color(
                channel(from.getRed(), to.getRed(), share),
                channel(from.getGreen(), to.getGreen(), share),
                channel(from.getBlue(), to.getBlue(), share));
    }

    private static int channel(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    /** Black or white, whichever is easier to read on this ground; the contrast is at least 4.5 : 1 on any. */
    static Color ink(Color ground) {
        return contrast(ground, Color.BLACK) >= contrast(ground, Color.WHITE) ? Color.BLACK : Color.WHITE;
    }

    /** The contrast of two colours as WCAG 2.1 defines it, from 1 to 21. */
    static double contrast(Color a, Color b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }
}
