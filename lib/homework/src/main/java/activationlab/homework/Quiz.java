package activationlab.homework;

import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Ten questions on paper to an assignment. Each one varies a prediction of the course with numbers of its own, so that
 * knowing the course's answer is not enough; the right answer is computed with the course's library.
 */
public final class Quiz {

    private static final Map<String, List<Function<RandomGenerator, QuizItem>>> ITEMS = new TreeMap<>(Map.of(
            "hw1", FunctionQuiz.ITEMS,
            "hw2", SoftmaxQuiz.ITEMS,
            "hw3", NeuronQuiz.ITEMS,
            "hw4", ExperimentQuiz.ITEMS));

    private final String assignment;
    private final long seed;
    private final List<Question> questions = new ArrayList<>();

    /** An item with its options in the order of the sheet. */
    record Question(QuizItem item, List<String> options) {

        /** The right answer, with the letter of its option. */
        String answer() {
            return item.isNumber() ? item.right() : letter(options.indexOf(item.right())) + ": " + item.right();
        }
    }

    private Quiz(String assignment, long seed) {
        this.assignment = assignment;
        this.seed = seed;
        List<Function<RandomGenerator, QuizItem>> items = ITEMS.get(assignment);
        for (int i = 0; i < items.size(); i++) {
            RandomGenerator random = Randoms.generator(Seeds.of(seed, assignment, Integer.toString(i)));
            QuizItem item = items.get(i).apply(random);
            questions.add(new Question(item, item.isNumber() ? List.of() : item.options(random)));
        }
    }

    /**
     * A quiz.
     *
     * @param assignment hw1, hw2, hw3 or hw4
     * @param seed equal seeds give equal quizzes
     * @return ten questions
     * @throws IllegalArgumentException if there is no such assignment
     */
    public static Quiz of(String assignment, long seed) {
        if (!ITEMS.containsKey(assignment)) {
            throw new IllegalArgumentException("assignment must be one of " + ITEMS.keySet() + ", not " + assignment);
        }
        return new Quiz(assignment, seed);
    }

    /**
     * The sheet for students.
     *
     * @return Markdown
     */
    public String questions() {
        StringBuilder text = new StringBuilder("# Quiz to " + assignment + ", sheet " + seed + "\n\n"
                + "Name:\n\nTen questions, 15 minutes, pencil and paper. Choose one option, or write a number.\n");
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            text.append("\n**")
                    .append(i + 1)
                    .append(".** ")
                    .append(question.item.question())
                    .append("\n\n");
            for (int k = 0; k < question.options.size(); k++) {
                text.append("- ")
                        .append(letter(k))
                        .append(": ")
                        .append(question.options.get(k))
                        .append('\n');
            }
            if (question.options.isEmpty()) {
                text.append("Your number:\n");
            }
        }
        return text.toString();
    }

    /**
     * The sheet for the teacher.
     *
     * @return Markdown: for each question the right answer, a reason, and the prediction that it varies
     */
    public String answers() {
        StringBuilder text = new StringBuilder("# Answers of the quiz to " + assignment + ", sheet " + seed + "\n\n");
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            text.append(String.format(
                    "%d. **%s** — %s (varies the prediction `%s`)\n",
                    i + 1, question.answer(), question.item.reason(), question.item.prediction()));
        }
        return text.toString();
    }

    List<Question> items() {
        return List.copyOf(questions);
    }

    private static char letter(int option) {
        return (char) ('A' + option);
    }
}
