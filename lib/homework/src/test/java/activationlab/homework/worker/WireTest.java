package activationlab.homework.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final List<Object> VALUES = List.of(
            1.5,
            Double.NaN,
            -0.0,
            7,
            true,
            "σ(x) \uD83D\uDE00\0",
            new double[] {1, Double.NEGATIVE_INFINITY},
            new int[] {Integer.MIN_VALUE, 0},
            new boolean[] {true, false},
            new double[][] {{1}, {}, {2, 3}, null});

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Wire.write(new DataOutputStream(bytes), value);
        return bytes.toByteArray();
    }

    private static Object read(byte... bytes) throws IOException {
        return Wire.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void everyValueArrivesAsItWas() throws IOException {
        for (Object value : VALUES) {
            assertTrue(Wire.same(value, read(written(value))), () -> "changed on the way: " + value);
        }
        assertEquals(null, read(written(null)));
    }

    @Test
    void everyTypeIsNamedAmongThoseCarried() {
        assertTrue(Wire.carries(double[][].class));
        assertTrue(Wire.carries(String.class));
        assertFalse(Wire.carries(Object.class));
        assertFalse(Wire.carries(float[].class));
    }

    @Test
    void aCopySharesNothing() {
        double[][] rows = {{1, 2}, null};
        double[][] copy = (double[][]) Wire.copy(rows);
        assertNotSame(rows[0], copy[0]);
        copy[0][0] = 9;
        assertEquals(1, rows[0][0]);
    }

    @Test
    void anObjectOfAnotherTypeIsNotSent() {
        assertThrows(IOException.class, () -> written(List.of(1)));
        assertThrows(IOException.class, () -> written(new double[Wire.LONGEST + 1]));
        double[] long1 = new double[Wire.LONGEST];
        assertThrows(IOException.class, () -> written(new double[][] {long1, {1}}));
    }

    @Test
    void lengthsAreCheckedBeforeMemoryIsTaken() {
        for (char tag : "SDIZM".toCharArray()) {
            assertThrows(IOException.class, () -> read((byte) tag, (byte) 0x7f, (byte) -1, (byte) -1, (byte) -1));
            assertThrows(IOException.class, () -> read((byte) tag, (byte) -1, (byte) -1, (byte) -1, (byte) -1));
        }
    }

    @Test
    void bytesThatAreNoValueAreRefused() {
        assertThrows(IOException.class, () -> read((byte) '?'));
        assertThrows(IOException.class, () -> read());
        assertThrows(IOException.class, () -> read((byte) 'M', (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 'd'));
    }
}
