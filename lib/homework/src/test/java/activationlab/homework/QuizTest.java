package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quiz on paper: ten questions that can be asked, whatever the seed is. */
class QuizTest {

    private static final int SEEDS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"hw1", "hw2", "hw3", "hw4"})
    void everyItemOfManySeedsCanBeAsked(String assignment) {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Quiz.Question> questions = Quiz.of(assignment, seed).items();
            assertEquals(10, questions.size());
            for (Quiz.Question question : questions) {
                QuizItem item = question.item();
                String all = item + ", seed " + seed;
                assertTrue(item.reason().matches("(?s)[A-Z0-9].*\\."), all);
                assertTrue(item.question().length() > 20 && !item.question().contains("Infinity"), all);
                if (item.isNumber()) {
                    assertTrue(item.question().contains("?") || item.question().endsWith("."), all);
                    double number = Double.parseDouble(item.right().replace('−', '-'));
                    assertTrue(Math.abs(number) < 10_000, all);
                    assertEquals(item.right(), question.answer());
                } else {
                    List<String> options = question.options();
                    assertTrue(options.size() >= 3, all);
                    assertEquals(options.size(), new HashSet<>(options).size(), all);
                    assertEquals(
                            1, options.stream().filter(item.right()::equals).count(), all);
                    String letter = question.answer().substring(0, 1);
                    assertEquals(item.right(), options.get(letter.charAt(0) - 'A'), all);
                }
            }
        }
    }

    /** A question whose answer is always the same could be learned by heart. */
    @ParameterizedTest
    @ValueSource(strings = {"hw1", "hw2", "hw3", "hw4"})
    void numbersAnswersAndPlacesVary(String assignment) {
        List<List<Quiz.Question>> sheets = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            sheets.add(Quiz.of(assignment, seed).items());
        }
        for (int i = 0; i < 10; i++) {
            Set<String> questions = new HashSet<>();
            Set<String> answers = new HashSet<>();
            Set<String> letters = new HashSet<>();
            int options = 0;
            for (List<Quiz.Question> sheet : sheets) {
                Quiz.Question question = sheet.get(i);
                questions.add(question.item().question());
                answers.add(question.item().right());
                letters.add(question.answer().substring(0, 1));
                options = Math.max(options, question.options().size());
            }
            String which = assignment + ", question " + (i + 1);
            assertTrue(questions.size() >= 5, which + ": " + questions);
            assertTrue(answers.size() >= 2, which + ": " + answers);
            assertTrue(letters.size() >= options, which + ": " + letters);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hw1", "hw2", "hw3", "hw4"})
    void eachItemVariesAPredictionOfTheCourse(String assignment) throws IOException {
        Set<String> bank = Files.readAllLines(Path.of("..", "..", "notebooks", "predictions.csv")).stream()
                .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
                .collect(Collectors.toSet());
        Set<String> used = new HashSet<>();
        for (Quiz.Question question : Quiz.of(assignment, 1).items()) {
            assertTrue(
                    bank.contains(question.item().prediction()), question.item().prediction());
            assertTrue(used.add(question.item().prediction()), question.item().prediction());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hw1", "hw2", "hw3", "hw4"})
    void sheetsOfOneSeedAreEqualAndOfTwoDiffer(String assignment) {
        Quiz quiz = Quiz.of(assignment, 3);
        assertEquals(quiz.questions(), Quiz.of(assignment, 3).questions());
        assertNotEquals(
                quiz.questions().replace("sheet 3", ""),
                Quiz.of(assignment, 4).questions().replace("sheet 4", ""));
        for (int i = 1; i <= 10; i++) {
            assertTrue(quiz.questions().contains("\n**" + i + ".** "), quiz.questions());
            assertTrue(quiz.answers().contains("\n" + i + ". **"), quiz.answers());
        }
        for (Quiz.Question question : quiz.items()) {
            assertTrue(quiz.answers()
                    .contains(
                            "**" + question.answer() + "** — " + question.item().reason()));
            for (String option : question.options()) {
                assertTrue(quiz.questions().contains(": " + option + "\n"));
            }
        }
    }

    @Test
    void answersOfOneSheetAreThoseWorkedOutByHand() {
        assertEquals("0.12 | 2 | to −1.1 | −0.8 | ReLU | ReLU | 79 % | 2 | 3 | 3", right("hw1"));
        assertEquals(
                "0.87 | 4 | 0.14 | 0.28 | −0.99 | two NaN | 0.87 | a little below 0 | exactly 1 and exactly 0 | 0.13",
                right("hw2"));
        assertEquals("2 | with −0.5 | −0.9 | 0.5 | 8 | 4 | −5.5 | −5 | 8 | 1/512 of it", right("hw3"));
        assertEquals(
                "1 | 11 | not seen here | its value at −1.5 is about −0.27 | A | tanh | 83 | 16 | 26 | 4",
                right("hw4"));
    }

    private static String right(String assignment) {
        return Quiz.of(assignment, 5).items().stream()
                .map(question -> question.item().right())
                .collect(Collectors.joining(" | "));
    }

    @Test
    void unknownAssignmentIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Quiz.of("hw9", 1));
        assertEquals("assignment must be one of [hw1, hw2, hw3, hw4], not hw9", e.getMessage());
    }

    @Test
    void itemsThatCannotBeAskedAreRefused() {
        assertEquals(
                3,
                QuizItem.choice("p", "?", "a", "", "b", "c")
                        .options(Randoms.generator(1))
                        .size());
        assertThrows(IllegalArgumentException.class, () -> QuizItem.choice("p", "?", "a", "", "b", "a"));
        assertThrows(IllegalArgumentException.class, () -> QuizItem.choice("p", "?", "a", "", "b", "b"));
        assertThrows(IllegalArgumentException.class, () -> QuizItem.choice("p", "?", "a", "", "b"));
        assertThrows(IllegalArgumentException.class, () -> QuizItem.number("p", "?", 12_345_678, ""));
        assertThrows(IllegalArgumentException.class, () -> QuizItem.number("p", "?", Double.NaN, ""));
        assertThrows(IllegalArgumentException.class, () -> QuizItem.among("p", "?", "a", "", "b", "c"));
    }
}
