package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ValuesTest {

    private static boolean close(Object expected, Object got) {
        return Values.close(expected, got, 1e-9, 1e-12);
    }

    @Test
    void numbersMayDifferInTheLastDigitsOnly() {
        assertTrue(close(1.0, 1 + 9e-10));
        assertFalse(close(1.0, 1 + 2e-9));
        assertTrue(close(0.0, -0.0));
        assertTrue(close(0.0, 9e-13));
        assertFalse(close(0.0, 2e-12));
    }

    @Test
    void whatIsNotFiniteMustAgree() {
        assertTrue(close(Double.NaN, Double.NaN));
        assertFalse(close(Double.NaN, 0.0));
        assertFalse(close(0.0, Double.NaN));
        assertTrue(close(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertFalse(close(Double.POSITIVE_INFINITY, Double.MAX_VALUE));
        assertFalse(close(1e308, Double.POSITIVE_INFINITY));
    }

    @Test
    void arraysAgreeInLengthAndElements() {
        assertTrue(close(new double[] {1, 2}, new double[] {1, 2}));
        assertFalse(close(new double[] {1, 2}, new double[] {1}));
        assertFalse(close(new double[] {1, 2}, null));
        assertFalse(close(new double[][] {{1}, {2}}, new double[][] {{1}, null}));
        assertTrue(close(new int[] {1}, new int[] {1}));
        assertFalse(close(1.0, 1));
    }

    @Test
    void textsAgreeWithoutSpacesAndCase() {
        assertTrue(close("holds if", " Holds if\n"));
        assertFalse(close("holds", "holds if"));
    }

    @Test
    void numbersAreWrittenShortly() {
        assertEquals("3", Values.show(3.0));
        assertEquals("-0.0", Values.show(-0.0));
        assertEquals("0.1", Values.show(0.1));
        assertEquals("0.3333333333", Values.show(1 / 3.0));
        assertEquals("NaN", Values.show(Double.NaN));
        assertEquals("1.0E300", Values.show(1e300));
        assertEquals("{1, {2, 3}}".replace("{2, 3}", "2"), Values.show(new int[] {1, 2}));
        assertEquals("{{1, 2}, null}", Values.show(new double[][] {{1, 2}, null}));
        assertEquals("{0, 0, 0, 0, 0, 0, 0, 0, … 0 (20 elements)}", Values.show(new double[20]));
        assertEquals("\"a b\"", Values.show("a\nb"));
    }

    @Test
    void aSignatureIsReadAndWritten() {
        Signature signature = Signature.of("double[] softmax(double[] z,  int k)");
        assertEquals("double[] softmax(double[] z, int k)", signature.toString());
    }

    @Test
    void aCourseChoosesForAllTimes() {
        Variant own = new Variant(0);
        assertEquals(0.01, own.number("alpha", 0.01, 0.02, 0.05));
        assertEquals("α = 0.01", own.fill("α = {{alpha}}"));
        java.util.Set<Double> seen = new java.util.TreeSet<>();
        for (long seed = 1; seed < 40; seed++) {
            double alpha = new Variant(seed).number("alpha", 0.01, 0.02, 0.05);
            assertEquals(alpha, new Variant(seed).number("alpha", 0.01, 0.02, 0.05));
            seen.add(alpha);
        }
        assertEquals(3, seen.size());
    }

    @Test
    void aWordWithoutMeaningIsNamed() {
        IllegalArgumentException e = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> new Variant(0).fill("α = {{alhpa}} and {x}"));
        assertTrue(e.getMessage().contains("{{alhpa}}"), e.getMessage());
    }
}
