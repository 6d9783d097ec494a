package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheatSheetTest {

    @Test
    void isWrittenWithItsPicture(@TempDir Path folder) throws IOException {
        CheatSheet.main(new String[] {folder.toString()});
        assertTrue(Files.size(folder.resolve(CheatSheet.PICTURE)) > 10_000);
        assertEquals(CheatSheet.page(), Files.readString(folder.resolve(CheatSheet.PAGE)));
    }

    @Test
    void itsNumbersAreMeasured() {
        String page = CheatSheet.page();
        assertTrue(page.contains("| sigmoid | 1 / (1 + e⁻ˣ) | (0, 1) | (0, 0.25] | 0.5 | 0.0448 | none |"), page);
        assertTrue(page.contains("| ReLU | max(0, x) | [0, ∞) | [0, 1] | 0.3989 | 0.5 | for x ≤ 0 |"), page);
        assertTrue(page.contains("| identity | x | (−∞, ∞) | 1 | 0 | 1 | x = 0 |"), page);
    }
}
