package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A teacher's points are taken from the table as a spreadsheet has saved it, and no run loses one. */
class WrittenTest {

    private static final List<Report.ByHand> ITEMS = List.of(new Report.ByHand("written", 15, ""));

    @TempDir
    private Path folder;

    private Written table(String text) throws Problem, IOException {
        return table(text, StandardCharsets.UTF_8);
    }

    private Written table(String text, Charset charset) throws Problem, IOException {
        Files.write(folder.resolve("written.csv"), text.getBytes(charset));
        return Written.of(folder, ITEMS);
    }

    private static Written.Mark mark(double points, String comment) {
        return new Written.Mark(Map.of("written", points), comment);
    }

    @Test
    void fromTheTableToTheMarks() throws Exception {
        CommandLine line = new CommandLine(folder);
        line.broken("=eve", "ada");
        line.right("fay");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5"), line::shouted);
        assertEquals("\uFEFFstudent,written,comment\r\n'=eve,,\r\nada,,\r\nfay,,\r\n", line.text("written.csv"));
        assertEquals(List.of("'=eve||0", "ada||0", "fay||"), marks(line));
        assertTrue(line.text("index.html").contains("0 of 3 have points"), line.text("index.html"));

        Files.writeString(
                line.file("written.csv"),
                "student;written;comment\nfay;12,5;\"More; of \"\"your\"\" numbers.\"\n'=eve;0;\nzoe;3;\n");
        line.broken("müller");
        assertEquals(Main.DONE, line.withoutWalls("grade"), line::shouted);
        assertTrue(line.said().startsWith("4 submissions, 1 graded now, 3 already graded."), line.said());
        assertTrue(line.said().contains("Not taken: written.csv, line 4: there is no student zoe."), line.said());
        assertEquals(List.of("'=eve|0|0", "ada||0", "fay|12.5|97.5", "müller||0"), marks(line));
        assertTrue(line.text("written.csv").endsWith("zoe;3;\nada;;\nmüller;;\n"), line.text("written.csv"));
        String page = line.text("fay.html");
        assertTrue(page.contains("your teacher gave 12.5 of 15 points"), page);
        assertTrue(page.contains("97.5 of 100 points"), page);
        assertTrue(page.contains("More; of &quot;your&quot; numbers."), page);

        // Nothing is graded, and nothing written, as long as a line cannot be meant.
        String marks = line.text("marks.csv");
        Files.writeString(line.file("written.csv"), "student,written,comment\nada,1,\nfay,16,\n");
        line.broken("zoe");
        for (String command : List.of("grade", "merge")) {
            assertEquals(Main.FAILED, line.withoutWalls(command));
            assertTrue(
                    line.shouted().contains("written.csv, line 3: 16 is more than the 15 points that there are"),
                    line.shouted());
        }
        assertFalse(Files.exists(line.file("zoe.json")));
        assertEquals(marks, line.text("marks.csv"));
    }

    private static List<String> marks(CommandLine line) throws IOException {
        List<String> head =
                List.of(line.text("marks.csv").lines().findFirst().orElseThrow().split(","));
        return Csv.rows(line.text("marks.csv"), ',').stream()
                .skip(1)
                .map(row -> row.cells().get(0) + "|" + row.cells().get(head.indexOf("written (by hand)")) + "|"
                        + row.cells().get(head.indexOf("total")))
                .toList();
    }

    @Test
    void asSpreadsheetsSaveIt() throws Exception {
        String english = "student,written,comment\r\nMüller,\"12,5\",\"so, so\"\r\nada,0,\r\n";
        String german = "student;written;comment\r\nMüller;12,5;so, so\r\nada;0;\r\n";
        for (Written written : List.of(
                table(english),
                table("\uFEFF" + english),
                table(english, Charset.forName("windows-1252")),
                table(german),
                table("sep=;\r\n" + german, Charset.forName("windows-1252")),
                table("\uFEFF" + german.replace(';', '\t'), StandardCharsets.UTF_16LE),
                table("\uFEFF" + german.replace("\r\n", "\n"), StandardCharsets.UTF_16BE),
                table("comment,WRITTEN ,Student,mine\n\"so, so\",12.50,Müller,x\n,0,ada\n"))) {
            assertEquals(mark(12.5, "so, so"), written.of("Müller"));
            assertEquals(mark(0, ""), written.of("ada"));
            assertEquals(Written.Mark.NONE, written.of("bob"));
            assertEquals(List.of(), written.strays(List.of("ada", "Müller")));
        }
        assertEquals(mark(3, ""), table("student,written\n1234,3\n").of("001234"));
        Written both = table("student,written\n12,3\n");
        both.add(List.of("12", "0012"));
        assertEquals(Written.Mark.NONE, both.of("0012"), "there are two of them");
        assertEquals(mark(3, ""), both.of("12"));
        assertEquals(mark(3, ""), table("student,written\nada,\nada,3\nada,3,").of("ada"));
        assertEquals(Written.Mark.NONE, table("").of("ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "student,written,comment;;ada,15.5,   | line 2: 15.5 is more than the 15 points",
                "student,written,comment;;;;ada,-1,   | line 3: \"-1\" is no number of points for written",
                "student,written;;ada,good            | line 2: \"good\" is no number of points",
                "student,written,comment;;ada,1,,5    | line 2: more cells than the first line has",
                "student,written,comment;;ada,12,5    | line 2: the comment is only \"5\"",
                "student,written;;ada,1;;ada,2        | line 3: ada stands in line 2 as well",
                "student,written;;,1                  | line 2: whose line is it?",
                "name,written;;ada,1                  | has no column student: its first line should be",
                "student,points;;ada,1                | has no column written",
                "student,written,comment;;\"a;;b\",1,x;;ada,99 | line 4: 99 is more"
            })
    void slipsAreNamedWithTheLine(String text, String why) {
        String message = assertThrows(Problem.class, () -> table(text.replace(";;", "\n")))
                .getMessage();
        assertTrue(message.contains("written.csv") && message.contains(why), message);
    }

    @Test
    void newStudentsAreAdded() throws Exception {
        Path file = folder.resolve("written.csv");
        Charset windows = Charset.forName("windows-1252");
        table("student;written;comment\r\nMüller;1;ü", windows).add(List.of("ada", "Müller"));
        assertEquals(
                "student;written;comment\r\nMüller;1;ü\r\nada;;\r\n", new String(Files.readAllBytes(file), windows));
        Written.of(folder, ITEMS).add(List.of("Łuk"));
        assertEquals("\uFEFFstudent;written;comment\r\nMüller;1;ü\r\nada;;\r\nŁuk;;\r\n", Files.readString(file));
        Written.of(folder, ITEMS).add(List.of("bob"));
        assertTrue(Files.readString(file).startsWith("\uFEFFstudent"));
        byte[] before = Files.readAllBytes(file);
        Written.of(folder, ITEMS).add(List.of("ada", "Müller", "Łuk", "bob"));
        assertArrayEquals(before, Files.readAllBytes(file));
        table("\uFEFFcomment\tstudent\twritten\n", StandardCharsets.UTF_16LE).add(List.of("ada"));
        assertEquals("\uFEFFcomment\tstudent\twritten\n\tada\t\n", Files.readString(file, StandardCharsets.UTF_16LE));
        Files.delete(file);
        Written.of(folder, List.of()).add(List.of("ada"));
        assertFalse(Files.exists(file), "nothing is marked by hand");
    }
}
