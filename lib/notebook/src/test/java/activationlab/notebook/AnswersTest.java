package activationlab.notebook;

import static activationlab.notebook.KernelTest.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.notebook.Answers.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void startAnew() {
        file = folder.resolve(Answers.NAME);
        Predictions.startAnew(file);
    }

    @Test
    void blankAnswersLeaveNoFile() {
        printed(() -> Lab.predict("fold", ""));
        printed(() -> Lab.predict("fold", "many"));
        printed(() -> Lab.predict("five-layers", "a circle"));
        assertFalse(Files.exists(file));
        assertEquals(
                "No predictions yet. Write an answer between the quotes of a predict(…) cell in any lesson and run it;"
                        + " then run this cell again.",
                Lab.predictions().text());
        assertFalse(Lab.predictions().html().contains("<table"));
    }

    @Test
    void theFirstAndTheLatestAnswerAreKept() throws IOException {
        for (String answer : List.of("a curve", "a curve", "five lines", "a line", "a line")) {
            printed(() -> Lab.predict("five-layers", answer));
        }
        printed(() -> Lab.predict("fold", 32));
        assertEquals(
                List.of(
                        "id,answer,right",
                        "five-layers,a curve,false",
                        "five-layers,five lines,false",
                        "five-layers,a line,true",
                        "fold,32,true"),
                Files.readAllLines(file));
        Answers.History history =
                new Answers(file).read().histories().get("five-layers"); // another kernel, another day
        assertEquals(new Answer("five-layers", "a curve", false), history.first());
        assertEquals(new Answer("five-layers", "a line", true), history.latest());
    }

    @Test
    void theSummaryCountsAndIsKind() {
        printed(() -> Lab.predict("five-layers", "a curve"));
        printed(() -> Lab.predict("five-layers", "a line"));
        printed(() -> Lab.predict("square", "yes"));
        String one = Lab.predictions().text();
        assertTrue(one.contains("lesson | answered | right at first | right now\n01 | 2 of "), one);
        assertTrue(one.contains(" | 0 | 1\n"), one);
        assertFalse(one.contains("together"), one);
        assertTrue(one.contains("You said a curve. To be curved the map would need a bend"), one);
        assertTrue(one.contains("You said yes. x² does bend"), one);

        printed(() -> Lab.predict("sigmoid-of-0", "0.5"));
        String two = Lab.predictions().html();
        assertTrue(two.contains("<th scope=\"row\">00</th><td>1 of 1</td><td>1</td><td>1</td>"), two);
        assertTrue(two.contains("<th scope=\"row\">together</th>"), two);
        assertTrue(two.contains("<li>Lesson 01, “One layer of units"), two);
    }

    @Test
    void ofManyMisunderstandingsSomeAreFolded() {
        String[][] wrong = {
            {"sigmoid-of-0", "0"}, {"sigmoid-of-0", "1"}, {"five-layers", "a curve"}, {"five-layers", "five lines"},
            {"square", "yes"}, {"silent", "3"}, {"silent", "1"}, {"fold", "10"}
        };
        for (String[] answer : wrong) {
            printed(() -> Lab.predict(answer[0], answer[1]));
        }
        assertTrue(Lab.predictions().html().contains("<summary>3 more</summary>"));
    }

    @Test
    void severalKernelsAtOnceLoseNothing() {
        int kernels = 8;
        int each = 50;
        IntStream.range(0, kernels).parallel().forEach(kernel -> {
            Answers answers = new Answers(file);
            for (int i = 0; i < each; i++) {
                assertEquals("", answers.keep("q" + kernel + "-" + i, "a, \"b\"", i % 2 == 0));
            }
        });
        Answers.Kept kept = new Answers(file).read();
        assertEquals("", kept.note());
        assertEquals(kernels * each, kept.histories().size());
        assertEquals(
                new Answer("q3-8", "a, \"b\"", true),
                kept.histories().get("q3-8").latest());
    }

    @Test
    void damagedLinesAreLeftOutAndSaid() throws IOException {
        byte[] raw = "\uFEFFid,answer,right\r\nfold,32,TRUE\r\nhalf a li\n\n\"open quote,1,true\nfold?"
                .getBytes(StandardCharsets.UTF_8);
        raw[raw.length - 1] = (byte) 0xff; // no character at all, and the line does not end
        Files.write(file, raw);
        printed(() -> Lab.predict("square", "no"));
        String summary = Lab.predictions().text();
        assertTrue(summary.contains("01 | 2 of "), summary);
        assertTrue(
                summary.endsWith("3 lines of my-predictions.csv could not be understood and are left out."), summary);
        assertTrue(Lab.predictions().html().contains("<p>3 lines of"));
    }

    @Test
    void aFileThatCannotBeUsedBreaksNoCell() throws IOException {
        Files.createDirectory(file); // neither to be read nor to be written, whoever one is
        String said = printed(() -> Lab.predict("fold", "32"));
        assertTrue(said.contains("Yes. Each layer doubles"), said);
        assertTrue(
                said.contains("This answer is not kept for your summary: my-predictions.csv cannot be written ("),
                said);
        String summary = Lab.predictions().text();
        assertTrue(summary.startsWith("No predictions yet.") && summary.contains("cannot be read ("), summary);
    }
}
