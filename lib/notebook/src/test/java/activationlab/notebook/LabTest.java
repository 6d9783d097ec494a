package activationlab.notebook;

import static activationlab.notebook.KernelTest.printed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class LabTest {

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    private static String html(Runnable action) {
        BaseKernel kernel = new BaseKernel();
        BaseKernel.running = kernel;
        action.run();
        BaseKernel.running = null;
        return kernel.shown.stream()
                .map(d -> String.valueOf(d.data.get("text/html")))
                .reduce("", String::concat);
    }

    @TempDir
    Path folder;

    @BeforeEach
    void startAnew() {
        Predictions.startAnew(folder.resolve(Answers.NAME));
    }

    @AfterEach
    void forget() {
        BaseKernel.running = null;
        Verdicts.clear();
    }

    @Test
    void showsNumbersTextAndHtml() {
        assertEquals("0.3\n", printed(() -> Lab.show(0.1 + 0.2)));
        assertEquals("a\n[1, 2]\n", printed(() -> Lab.show("a", new double[] {1, 2})));
        assertEquals("bold\n", printed(() -> Lab.show(Lab.html("<b>bold</b>"))));
        assertTrue(html(() -> Lab.show("1 < 2\n3")).contains("1 &lt; 2\n3"));
        assertEquals("x 0.3 null\n", printed(() -> Lab.println("x", 0.1 + 0.2, null)));
        assertEquals("null\n", printed(() -> Lab.println((Object[]) null)));
    }

    @Test
    void helpNamesEverythingThatACellCanCall() {
        String help = printed(Lab::help);
        for (Method method : Lab.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.getName().equals("help")) {
                assertTrue(help.contains(method.getName() + "("), method.getName());
            }
        }
    }

    @Test
    void nothingToShowIsSaid() {
        assertTrue(message(() -> Lab.show((Object) null)).startsWith("show(null): there is nothing to show"));
        assertTrue(message(() -> Lab.show((Object[]) null)).startsWith("show(null)"));
        assertTrue(message(Lab::show).startsWith("show()"));
        assertTrue(message(() -> Lab.show(1, null)).startsWith("show(null)"));
    }

    @Test
    void aRawChartIsShownAsItIs() {
        XYChart chart = new XYChart(200, 150);
        chart.addSeries("data", new double[] {1, 2});
        assertEquals("Chart (data).\n", printed(() -> Lab.show(chart)));
        chart.setTitle("Mine");
        assertTrue(html(() -> Lab.show(chart)).contains("alt=\"Mine (data).\" width=\"200\""));
    }

    @Test
    void tablesHaveHeadersRoundedNumbersAndALimit() {
        Table table = Lab.table("x", new double[] {-1, Math.PI, Double.NaN}, "s", new String[] {"a", "<b>", null});
        table.setName("Mine");
        String html = html(() -> Lab.show(table));
        assertTrue(html.contains("<th scope=\"col\" style=\"text-align:right\">x</th>"), html);
        assertTrue(html.contains(">−1</td>") && html.contains(">3.142</td>") && html.contains("&lt;b&gt;"), html);
        assertTrue(html.contains("<caption") && html.contains("Mine"));
        assertEquals("x | s\n-1 | a\n3.142 | <b>\nNaN | \n", printed(() -> Lab.show(table)));

        Table empty = Table.create(IntColumn.create("n", new int[0]));
        assertTrue(html(() -> Lab.show(empty)).contains("The table has no rows."));
        Table numbers = Table.create(IntColumn.create("n", new int[25]));
        assertTrue(html(() -> Lab.show(numbers)).contains("The first 20 of 25 rows."));
        assertTrue(printed(() -> Lab.show(numbers)).contains("The first 20 of 25 rows."));
        Table functions = Lab.compare("at 1", Lab.each(f -> f.value(1)));
        assertTrue(printed(() -> Lab.show(functions)).contains("ReLU | 1\n"));
    }

    @Test
    void tableSaysWhatIsWrong() {
        assertTrue(message(() -> Lab.table("x")).contains("takes pairs"));
        assertTrue(message(Lab::table).contains("takes pairs"));
        assertTrue(message(() -> Lab.table(1, 2)).contains("argument 1 must be the name"));
        assertTrue(message(() -> Lab.table("x", 2)).contains("not Integer"));
        assertTrue(message(() -> Lab.table("x", null)).contains("not null"));
        assertTrue(message(() -> Lab.table("x", new double[1], "y", new double[2]))
                .contains("column \"y\" has 2 values, the first one has 1"));
    }

    @Test
    void aSheetTellsEverythingAboutAFunction() {
        Table one = Lab.sheet(Activations.TANH);
        assertEquals(List.of("property", "measured", "stated", "verdict"), one.columnNames());
        String text = printed(() -> Lab.show(one));
        assertTrue(text.contains("\nsymmetry | odd | odd | as stated\n"), text);
        assertFalse(text.contains("The first"), "all lines are shown");
        assertTrue(html(() -> Lab.show(one)).contains("<caption style=\"text-align:left\">Property sheet of tanh"));

        Activation own = Activation.of("f", x -> x > 0 ? x : 0);
        String mine = printed(() -> Lab.show(Lab.sheet(own)));
        assertTrue(
                mine.contains("\nNaN | f = 0, f′ = NaN | NaN for NaN | wrong: an error in the data would vanish\n"),
                mine);
    }

    @Test
    void sheetsStandSideBySide() {
        Activation own = Activation.of("f", x -> x > 0 ? x : 0);
        Table several = Lab.sheet(Activations.RELU, own, Activation.of(x -> x));
        assertEquals(List.of("property", "ReLU", "f", "f (2)"), several.columnNames());
        String text = printed(() -> Lab.show(several));
        assertTrue(text.contains("\nzeros | for x ≤ 0 | for x ≤ 0 | x = 0\n"), text);
        assertTrue(
                text.contains(
                        "\nNaN | f = NaN, f′ = NaN | f = 0, f′ = NaN (wrong: an error in the data would vanish) |"),
                text);
        assertTrue(message(() -> Lab.sheet(null)).startsWith("f is null; give it a function"));
        assertTrue(message(() -> Lab.sheet(own, (Activation) null)).startsWith("f is null; give it a function"));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertArrayEquals(
                Lab.random(7).doubles(5, -1, 1).toArray(),
                Lab.random(7).doubles(5, -1, 1).toArray());
        assertEquals(0.9046526817378442, Lab.random(1).nextDouble(), "the algorithm must not change");
    }

    @Test
    void theFamilyIsOnePicture() {
        assertEquals(3 * 250 + 16, Lab.family().width());
    }

    // ---- the explorer ------------------------------------------------------------------------------------------

    @Test
    void theExplorerHasAStillPictureAndStaysSmall() {
        String html = Lab.explore().html();
        assertTrue(html.startsWith("<figure class=\"al-explorer\""));
        assertTrue(html.contains("<img alt=\"x from −5 to 5: sigmoid rises"));
        assertTrue(html.length() <= 150_000, html.length() + " characters");
        assertFalse(html.contains("http"), "nothing from outside");
        assertTrue(Lab.explore(Activations.TANH).text().contains("tangent at 0.5"));
        assertTrue(message(() -> Lab.explore((Activation) null)).contains("none may be null"));
        assertTrue(message(() -> new Explorer(List.of())).contains("at least one function"));
    }

    @Test
    void theExplorersNumbersAreTheLibrarys() {
        float[] numbers = stored(Lab.explore(Activations.SIGMOID).html());
        assertEquals(2 * 201, numbers.length);
        for (int i = 0; i <= 200; i++) {
            double x = (i - 100) / 20.0;
            assertEquals((float) Activations.SIGMOID.value(x), numbers[i]);
            assertEquals((float) Activations.SIGMOID.derivative(x), numbers[201 + i]);
        }
        String leaky = Lab.explore(Activations.LEAKY_RELU).html();
        float[] family = stored(leaky);
        assertEquals(21 * 2 * 201, family.length, "one set for each α");
        assertTrue(leaky.contains("{\"alphas\":[\"−0.5\",\"−0.4\",") && leaky.contains(",\"1.4\",\"1.5\"]"));
        assertEquals(2.5f, family[0], "α = −0.5 at −5");
        assertEquals(-7.5f, family[20 * 2 * 201], "α = 1.5 at −5");
    }

    @Test
    void theExplorerKnowsKinksOnItsGrid() {
        assertTrue(Lab.explore(Activations.RELU).html().contains("\"kinks\":[[[100,0.0,"));
        Activation between = new Activation() {
            @Override
            public double value(double x) {
                return Math.abs(x - 0.01);
            }

            @Override
            public double derivative(double x) {
                return Math.signum(x - 0.01);
            }

            @Override
            public double[] kinks() {
                return new double[] {0.01};
            }
        };
        assertTrue(Lab.explore(between).html().contains("\"kinks\":[[]]"));
    }

    private static float[] stored(String html) {
        Matcher matcher = Pattern.compile("\"numbers\":\"([^\"]+)\"").matcher(html);
        assertTrue(matcher.find());
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(1))).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.capacity() / Float.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getFloat();
        }
        return numbers;
    }

    @Test
    void aLongTableFolds() {
        Table table = Lab.table(
                "question",
                List.of("Q2", "Q1;Q3", "Q2;overview"),
                "statement",
                List.of("a", "<b>", "one/two"),
                "n",
                new double[] {1, -2, 3});
        String html = html(() -> Lab.show(Lab.folded(table, "question")));
        assertTrue(html.contains("<details><summary>Q1: 1 row</summary><table"), html);
        assertTrue(html.contains("<details><summary>Q2: 2 rows</summary><table"), html);
        assertTrue(html.contains("&lt;b&gt;") && html.contains("−2"), html);
        assertTrue(html.contains(">one/<wbr>two</td>"), "a long address may break");
        assertFalse(html.contains("Q1;Q3"), "the column is in the summaries");
        assertEquals(
                "question | statement | n\nQ1;Q3 | <b> | -2\nQ2 | a | 1\nQ2;overview | one/two | 3",
                Lab.folded(table, "question").text());
        assertEquals(
                "question | statement | n\nThe table has no rows.",
                Lab.folded(table.emptyCopy(), "question").text());
        assertTrue(message(() -> Lab.folded(table, "answer")).contains("there are question, statement, n."));
    }

    // ---- predictions -------------------------------------------------------------------------------------------

    @Test
    void aBlankPredictionNeverBlocks() {
        for (String blank : Arrays.asList("", "  ", null)) {
            assertTrue(printed(() -> Lab.predict("fold", blank)).startsWith("You have not predicted yet."));
        }
        assertTrue(html(() -> Lab.predict("five-layers", "")).contains("<details><summary>Show the answer"));
        assertTrue(printed(() -> Lab.predict("five-layers", "")).contains("\"a line\", \"a curve\""));
    }

    @Test
    void aPredictionIsScoredAndExplained() {
        assertTrue(printed(() -> Lab.predict("fold", "32")).contains("You said 32. Yes. Each layer doubles"));
        String wrong = printed(() -> Lab.predict("five-layers", "A Curve"));
        assertTrue(wrong.contains("You said a curve. Not quite: the answer is a line. To be curved"), wrong);
        assertTrue(wrong.contains("(1 of 2 predictions right so far)"), wrong);
        assertTrue(printed(() -> Lab.predict("fold", 10)).contains("Ten units in one layer"));
        assertTrue(printed(() -> Lab.predict("sigmoid-of-0", "0,5")).contains("Yes."));
    }

    @Test
    void aPredictionThatCannotBeReadIsExplained() {
        // Without an exception, which would keep the rest of the cell from running; and without a score.
        assertTrue(printed(() -> Lab.predict("fold", "many")).contains("asks for a number, and \"many\" is none"));
        String circle = printed(() -> Lab.predict("five-layers", "circle"));
        assertTrue(circle.contains("\"circle\" is not one of") && circle.contains("Put one of \"a line\""), circle);
        assertTrue(printed(() -> Lab.predict("five-layers", 3)).contains("\"3\" is not one of"));
        assertTrue(printed(() -> Lab.predict("fold", "32")).contains("(1 of 1 predictions right so far)"));
        assertTrue(message(() -> Lab.predict("nonsense", "x")).contains("no prediction \"nonsense\""));
    }

    @Test
    void aMinusMayBeShort() {
        assertTrue(printed(() -> Lab.predict("sigmoid-of-0", "−0,5")).contains("0.5. Not quite"));
        assertTrue(printed(() -> Lab.predict("sigmoid-of-0", "-0.5")).contains("0.5. Not quite"));
    }

    // ---- sheets as tests ---------------------------------------------------------------------------------------

    @Test
    void junitRunsEveryLineOfASheet() {
        Activation good = Activation.of("good", x -> x > 0 ? x : 1 / (1 / x - 1));
        Activation broken = Activation.of("broken", x -> x > 0 ? x : x / (1 - x));
        Table table = Lab.junit(good, broken);
        int lines = activationlab.property.PropertySheet.of(good).lines().size();
        assertEquals(lines, table.doubleColumn("tests passed").get(0));
        assertEquals(0, table.doubleColumn("tests failed").get(0));
        assertTrue(table.doubleColumn("tests failed").get(1) > 0, table.toString());
        assertTrue(table.stringColumn("what failed").get(1).contains("broken"), table.toString());
        assertTrue(message(() -> Lab.junit()).contains("at least one function"));
        assertTrue(message(() -> Lab.junit(good, null)).contains("none may be null"));
    }

    // ---- verdicts ----------------------------------------------------------------------------------------------

    @Test
    void aVerdictHoldsOnlyWithItsNumber() {
        String good = printed(() -> Lab.verdict("C11", 2, 4, 32));
        assertTrue(good.contains("Verdict: holds if") && good.contains("Measured: 2, 4, 32"), good);
        String bad = printed(() -> Lab.verdict("C11", 2, 4, 31));
        assertTrue(bad.contains("Not what the course measured: 2, 4, 31 here, 2, 4, 32 expected"), bad);
        assertTrue(printed(() -> Lab.verdict("C09", Double.NaN)).contains("Not what the course measured: NaN"));
    }

    @Test
    void theTableShowsWhatWasMeasured() {
        Showable table = Lab.verdicts("01");
        assertTrue(table.html().contains("not measured yet"));
        Lab.verdict("C11", 2, 4, 32);
        Lab.verdict("C02", 6);
        String html = table.html();
        assertTrue(html.contains("<th scope=\"row\">C11</th>"), html);
        assertTrue(html.contains("2, 4, 32: straight pieces"), html);
        assertTrue(html.contains("✗ not what the course measured"), html);
        assertTrue(html.contains("3 more statements</summary>"), "eight are visible");
        assertTrue(table.text().contains("Not measured yet: run the cells above."));
        Object json = table.data().get(Verdicts.MIME);
        assertEquals(
                "[{id=C02, measured=[6.0], expected=[1.0], tolerance=[0.0], agrees=false}, "
                        + "{id=C11, measured=[2.0, 4.0, 32.0], expected=[2.0, 4.0, 32.0], tolerance=[0.0, 0.0, 0.0],"
                        + " agrees=true}]",
                json.toString());
    }

    @Test
    void numbersThatJsonLacksTravelAsText() {
        Lab.verdict("C02", Double.POSITIVE_INFINITY);
        assertTrue(Lab.verdicts("01").data().get(Verdicts.MIME).toString().contains("measured=[Infinity]"));
    }

    @Test
    void everyClosedClaimTurnsRedBeyondItsTolerance() {
        for (String lesson : List.of("00", "01")) {
            for (Claim claim : Claim.ofLesson(lesson)) {
                double[] measured = claim.expected().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                assertTrue(claim.agrees(measured), claim.id());
                for (int i = 0; i < measured.length; i++) {
                    double[] moved = measured.clone();
                    moved[i] += 1.01 * claim.tolerance().get(i) + 1e-9;
                    assertFalse(claim.agrees(moved), claim.id() + " number " + (i + 1));
                }
            }
        }
    }

    @Test
    void unknownClaimsAndWrongCountsAreExplained() {
        assertTrue(message(() -> Lab.verdict("C999", 1)).startsWith("There is no closed claim \"C999\""));
        assertTrue(message(() -> Lab.verdict("C11", 1)).contains("needs 3 numbers (straight pieces"));
        assertTrue(message(() -> Lab.verdict("C02", (double[]) null)).contains("needs 1 number ("));
        assertTrue(message(() -> Lab.verdicts("77")).contains("No lesson \"77\""));
    }

    @Test
    void theLibrarysTablesAreReadAsRfc4180Says() {
        assertEquals(
                "[{a=1, b=x,\"y\"\nz}, {a=, b=2}]",
                Csv.parse("a,b\r\n1,\"x,\"\"y\"\"\nz\"\r\n,2").toString());
        assertTrue(message(() -> Csv.parse("a,b\n1\n")).contains("has 1 columns, the header has 2"));
        assertThrows(IllegalStateException.class, () -> Csv.resource("missing.csv"));
    }
}
