package activationlab.homework;

import activationlab.numeric.Randoms;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The choices that make one course's assignments differ from another's: constants, functions, names.
 *
 * <p>A course's seed decides. The seed 0 takes the first of the options everywhere; the assignments in the repository are
 * made so. Each choice also becomes a word that the assignment's text can use, as {@code {{leaky.alpha}}}.
 */
public final class Variant {

    private static final Pattern WORD = Pattern.compile("\\{\\{[a-zA-Z][a-zA-Z0-9.-]*}}");

    private final long seed;
    private final Map<String, String> words = new TreeMap<>();

    /**
     * The choices of a course.
     *
     * @param seed the course's seed; 0 for the repository's own
     */
    public Variant(long seed) {
        this.seed = seed;
    }

    /**
     * Chooses a word.
     *
     * @param name what is chosen; equal names give equal choices
     * @param options what there is to choose from
     * @return one of them
     */
    public String pick(String name, String... options) {
        String chosen = options[index(name, options.length)];
        words.put(name, chosen);
        return chosen;
    }

    /**
     * Chooses a number; its word is the number as Java writes it.
     *
     * @param name what is chosen; equal names give equal choices
     * @param options what there is to choose from
     * @return one of them
     */
    public double number(String name, double... options) {
        double chosen = options[index(name, options.length)];
        word(name, Values.show(chosen));
        return chosen;
    }

    /**
     * Sets a word that follows from choices, such as a slope from its formula.
     *
     * @param name how the text calls it
     * @param text what the text says
     */
    public void word(String name, String text) {
        words.put(name, text);
    }

    private int index(String name, int options) {
        if (seed == 0) {
            return 0;
        }
        return Randoms.below(Randoms.generator(Seeds.of(seed, name)), options);
    }

    /**
     * Puts the words into a text.
     *
     * @param text with {@code {{name}}} where a word belongs
     * @return the text with its words
     * @throws IllegalArgumentException if a word has no meaning
     */
    public String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        // Java writes {{1, 2}, {3, 4}}, so two braces alone are no word.
        Matcher unknown = WORD.matcher(filled);
        if (unknown.find()) {
            throw new IllegalArgumentException("the text uses " + unknown.group() + ", which no exercise sets");
        }
        return filled;
    }
}
