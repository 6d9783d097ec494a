package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import activationlab.function.Activations;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-3, -3",
        "999999, 999999",
        "1000000, 1e6",
        "1234567, 1.235e6",
        "0.30000000000000004, 0.3",
        "3.14159265, 3.142",
        "123.456, 123.5",
        "0.0001, 0.0001",
        "0.00009999, 9.999e-5",
        "1.332e-15, 1.332e-15",
        "4.9e-324, 4.941e-324",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, -∞"
    })
    void roundsToFourDigits(double x, String expected) {
        assertEquals(expected, Numbers.format(x));
    }

    @Test
    void aNumberThatIsNearlyWholeDoesNotLookWhole() {
        assertEquals("1.000", Numbers.format(0.99999));
        assertEquals("-1.000", Numbers.format(-0.99999));
        assertEquals("20.00", Numbers.format(20.0001));
    }

    @Test
    void describesArraysAndFunctions() {
        assertEquals("[0.3, 1]", Numbers.describe(new double[] {0.1 + 0.2, 1}));
        assertEquals("[1, 2]\n[3]", Numbers.describe(new double[][] {{1, 2}, {3}}));
        assertEquals("tanh", Numbers.describe(Activations.TANH));
        assertEquals("2.5", Numbers.describe(2.5f));
        assertEquals("text", Numbers.describe("text"));
        assertEquals("null", Numbers.describe(null));
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("0.5", Numbers.format(0.5));
            assertEquals("−0.5", Numbers.pretty(-0.5));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sentencesHaveRealMinusSigns() {
        assertEquals(
                "Measured: −1.5, 2e−16, −∞ (from −1 to 1, 64-24-10, no-one, C-3).",
                Numbers.typeset("Measured: -1.5, 2e-16, -∞ (from -1 to 1, 64-24-10, no-one, C-3)."));
    }
}
