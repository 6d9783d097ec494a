package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.homework.OwnData;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class OwnDataFileTest {

    @TempDir
    Path folder;

    @Test
    void tablesawReadsTheNumbersOfTheData() {
        Path file = folder.resolve(OwnDataFile.NAME);
        OwnDataFile.write(file, "student-1");
        Table mine = Table.read().csv(file.toFile());
        Dataset data = OwnData.of("student-1").dataset();
        assertEquals(data.size(), mine.rowCount());
        for (int i = 0; i < data.size(); i++) {
            assertEquals(data.input(i)[0], mine.doubleColumn("x").get(i));
            assertEquals(data.input(i)[1], mine.doubleColumn("y").get(i));
            assertEquals(
                    data.label(i) == 0 ? OwnData.FIRST : OwnData.SECOND,
                    mine.stringColumn("kind").get(i));
        }
    }

    @Test
    void saysWhatWasWritten() throws Exception {
        Path file = folder.resolve(OwnDataFile.NAME);
        int points = OwnData.of("ab 12").dataset().size();
        assertEquals(
                "my-data.csv was written: " + points + " points, made from the id \"ab 12\".",
                OwnDataFile.write(file, " ab 12"));
        assertTrue(OwnDataFile.write(file, "AB12").contains("was there already"));
        Files.writeString(file, "x,y\n1,2\n");
        assertTrue(OwnDataFile.write(file, "ab12").contains("in place of other data"));
        assertEquals(OwnData.of("ab12").csv(), Files.readString(file));
    }

    @Test
    void aBlankIdIsNamedKindly() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> OwnDataFile.write(folder.resolve("f"), "  "));
        assertTrue(e.getMessage().startsWith("There is no student's id yet"), e.getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Lab.ownData(null))
                .getMessage()
                .contains("null"));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        UncheckedIOException e = assertThrows(
                UncheckedIOException.class,
                () -> OwnDataFile.write(folder.resolve("none").resolve("f"), "s"));
        assertTrue(e.getMessage().startsWith("my-data.csv cannot be written beside the notebook"), e.getMessage());
    }
}
