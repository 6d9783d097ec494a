package activationlab.homework;

import activationlab.numeric.Randoms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A question of a quiz on paper.
 *
 * @param prediction the id of the prediction in the course that it varies
 * @param question a sentence or more
 * @param right the right answer
 * @param wrong the other options; none if a number is to be written
 * @param reason one sentence
 */
record QuizItem(String prediction, String question, String right, List<String> wrong, String reason) {

    QuizItem {
        wrong = List.copyOf(wrong);
        boolean canBeAsked = wrong.isEmpty()
                ? right.matches("−?\\d{1,6}(\\.\\d{1,4})?")
                : wrong.size() >= 2 && !wrong.contains(right) && new HashSet<>(wrong).size() == wrong.size();
        if (!canBeAsked) {
            throw new IllegalArgumentException("right = " + right + " and wrong = " + wrong
                    + " must be a number alone, or three options or more that can be told apart");
        }
    }

    static QuizItem number(String prediction, String question, double right, String reason) {
        return new QuizItem(prediction, question, number(right), List.of(), reason);
    }

    static QuizItem choice(String prediction, String question, String right, String reason, String... wrong) {
        return new QuizItem(prediction, question, right, Arrays.asList(wrong), reason);
    }

    /** A choice among options that all questions of this kind have. */
    static QuizItem among(String prediction, String question, String right, String reason, String... options) {
        List<String> wrong = new ArrayList<>(Arrays.asList(options));
        if (!wrong.remove(right)) {
            throw new IllegalArgumentException("right must be one of the options, not " + right);
        }
        return new QuizItem(prediction, question, right, wrong, reason);
    }

    boolean isNumber() {
        return wrong.isEmpty();
    }

    /** All options in a random order. */
    List<String> options(RandomGenerator random) {
        List<String> all = new ArrayList<>(wrong);
        all.add(right);
        int[] order = new int[all.size()];
        Arrays.setAll(order, i -> i);
        Randoms.shuffle(random, order);
        return Arrays.stream(order).mapToObj(all::get).toList();
    }

    /** One of some numbers. */
    static double pick(RandomGenerator random, double... from) {
        return from[Randoms.below(random, from.length)];
    }

    /** A whole number, both ends included. */
    static int whole(RandomGenerator random, int from, int to) {
        return from + Randoms.below(random, to - from + 1);
    }

    /** Up to four digits behind the point, with a real minus sign. */
    static String number(double value) {
        return plain(new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN));
    }

    /** Two digits that count. */
    static String rounded(double value) {
        return plain(new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_UP)));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().toPlainString().replace('-', '−');
    }

    /** Numbers in a sentence. */
    static String list(double... values) {
        List<String> texts = Arrays.stream(values).mapToObj(QuizItem::number).collect(Collectors.toList());
        String last = texts.remove(texts.size() - 1);
        return texts.isEmpty() ? last : String.join(", ", texts) + " and " + last;
    }
}
