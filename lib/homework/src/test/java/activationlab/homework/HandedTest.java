package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandedTest {

    @TempDir
    Path folder;

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"cells\": []}");
    }

    private Map<String, Handed> found() throws IOException {
        Map<String, Handed> students = new TreeMap<>();
        Handed.in(folder, "hw1", folder.resolve("results"))
                .students()
                .forEach(handed -> students.put(handed.student(), handed));
        return students;
    }

    private String taken(Handed handed) {
        return folder.relativize(handed.notebook()).toString().replace('\\', '/');
    }

    @Test
    void threeLayouts() throws IOException {
        file("anna/hw1/hw1.ipynb");
        file("anna/hw2/hw2.ipynb");
        file("ben/hw1.ipynb");
        file("ben/hw2.ipynb");
        file("cleo.ipynb");
        file("dan_hw1.ipynb");
        file("results/hw1/index.html");
        file(".ipynb_checkpoints/x-checkpoint.ipynb");
        Map<String, Handed> students = found();
        assertEquals(List.of("anna", "ben", "cleo", "dan"), List.copyOf(students.keySet()));
        assertEquals("anna/hw1/hw1.ipynb", taken(students.get("anna")));
        assertEquals("ben/hw1.ipynb", taken(students.get("ben")));
        assertEquals("cleo.ipynb", taken(students.get("cleo")));
        assertEquals("dan_hw1.ipynb", taken(students.get("dan")));
        students.values().forEach(handed -> assertEquals(List.of(), handed.notes()));
        assertThrows(NotDirectoryException.class, () -> Handed.in(folder.resolve("x"), "hw1", folder));
    }

    @Test
    void severalNotebooksAreNamed() throws IOException {
        file("anna/hw1/hw1.ipynb");
        file("anna/hw1/hw1 (copy).ipynb");
        file("anna/hw1/old/hw1.ipynb");
        file("anna.ipynb");
        file("ben/my homework.ipynb");
        file("ben/hw2.ipynb");
        file("cleo/a.ipynb");
        file("cleo/b.ipynb");
        file("dan/hw2.ipynb");
        file("eve/readme.txt");
        file("eve.ipynb");
        file("hw1.ipynb");
        file("all.zip");
        Map<String, Handed> students = found();
        assertEquals(List.of("anna", "ben", "cleo", "dan", "eve"), List.copyOf(students.keySet()));
        assertEquals("anna/hw1/hw1.ipynb", taken(students.get("anna")));
        assertEquals(
                3, students.get("anna").notes().size(), students.get("anna").notes()::toString);
        assertEquals("ben/my homework.ipynb", taken(students.get("ben")));
        assertEquals(
                List.of("my homework.ipynb was taken, because there is no hw1.ipynb"),
                students.get("ben").notes());
        assertNull(students.get("cleo").notebook());
        assertTrue(students.get("cleo").why().contains("a.ipynb, b.ipynb"), students.get("cleo")::why);
        assertEquals("No notebook of hw1 was handed in.", students.get("dan").why());
        assertEquals("eve.ipynb", taken(students.get("eve")));
        assertEquals(
                List.of("eve.ipynb was taken; the folder eve has no notebook of hw1"),
                students.get("eve").notes());
        assertEquals(
                List.of("all.zip: no notebook", "hw1.ipynb: whose is it? It lies outside all students' folders"),
                Handed.in(folder, "hw1", folder.resolve("results")).strays());
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        file("anna/hw1.ipynb");
        Files.createDirectories(folder.resolve("ben"));
        Files.createSymbolicLink(folder.resolve("ben/hw1.ipynb"), folder.resolve("anna/hw1.ipynb"));
        Files.createDirectories(folder.resolve("cleo"));
        Files.createSymbolicLink(folder.resolve("cleo/x.ipynb"), folder.resolve("nowhere"));
        assertEquals(
                "What was handed in as hw1.ipynb is a link or a device, and no file.",
                found().get("ben").why());
        assertTrue(found().get("cleo").why().contains("is a link"));
    }
}
