package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class VerdictStripTest {

    private static Map<String, String> statement(String lesson, String status, String mathematics, String practice) {
        return Map.of(
                "lesson", lesson,
                "question", lesson.equals("01") ? "Q1;Q3" : "Q2",
                "status", status,
                "mathematics", mathematics,
                "practice", practice);
    }

    /** Each word of the ledger, one square in two parts, one without a verdict, and a row that takes two lines. */
    static List<Map<String, String>> everyWord() {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(statement("01", "closed", "holds", "too strong: by far"));
        all.add(statement("01", "open", "", ""));
        for (String word : List.of(
                "holds",
                "holds if x > 0",
                "seen here",
                "too strong",
                "slip",
                "not seen here",
                "false",
                "history",
                "not measured: too large")) {
            all.add(statement("02", "closed", word, ""));
        }
        for (int i = 0; i < 12; i++) {
            all.add(statement("02", "closed", "", "seen here"));
        }
        return all;
    }

    @Test
    void itsCaptionCounts() {
        String caption = new VerdictStrip(everyWord()).figure().caption();
        assertEquals(
                "23 statements in 2 rows by lesson; holds: 2, holds if …: 1, seen here: 13, too strong: 2, slip: 1,"
                        + " not seen here: 1, false: 1, history: 1, not measured: 1, no verdict yet: 1. 1 has two verdicts:"
                        + " in mathematics left, in a run right.",
                caption);
        String one = new VerdictStrip(everyWord().subList(1, 2))
                .title("open")
                .by("question")
                .figure()
                .caption();
        assertEquals("Open: 1 statement in 1 row by question; no verdict yet: 1.", one);
    }

    @Test
    void oneWordForBothIsOneSquare() {
        String both = new VerdictStrip(List.of(statement("01", "closed", "holds if a", "holds if b")))
                .figure()
                .caption();
        assertEquals("1 statement in 1 row by lesson; holds if …: 1.", both);
    }

    @Test
    void theLedgerHasOneForEachStatement() {
        Figure all = Lab.strip().figure();
        assertEquals(640, all.width());
        assertTrue(all.caption().startsWith(Csv.resource("claims.csv").size() + " statements in "), all.caption());
    }

    @Test
    void aTableIsTakenAsItIs() {
        Table table = Table.create(
                StringColumn.create("lesson", "01", "02b"),
                StringColumn.create("status", "closed", "closed"),
                StringColumn.create("mathematics", "holds", ""),
                StringColumn.create("practice", "", "slip"));
        assertEquals(
                "2 statements in 2 rows by lesson; holds: 1, slip: 1.",
                Lab.strip(table).figure().caption());
    }

    @Test
    void whatIsNoLedgerIsRefused() {
        Table empty = Table.create(StringColumn.create("lesson"));
        assertTrue(message(() -> Lab.strip(empty)).contains("there are no statements"));
        Table lesson = Table.create(StringColumn.create("lesson", "01"));
        assertTrue(message(() -> Lab.strip(lesson)).contains("\"status\" is missing"));
        assertTrue(message(() -> Lab.strip().by("colour")).startsWith("by(\"colour\"): there is no such column"));
        VerdictStrip odd = new VerdictStrip(List.of(statement("01", "closed", "right", "")));
        assertTrue(message(odd::figure).contains("\"right\" is no verdict"));
    }

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}
