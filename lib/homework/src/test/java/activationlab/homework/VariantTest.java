package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void wordsThatNobodySetAreFoundBehindJavasBraces() {
        Variant variant = new Variant(0);
        variant.pick("name", "sigmoid", "tanh");
        assertEquals("{{1, 2}, {3}} of sigmoid", variant.fill("{{1, 2}, {3}} of {{name}}"));
        String message = assertThrows(IllegalArgumentException.class, () -> variant.fill("{{1, 2}} of {{nam}}"))
                .getMessage();
        assertEquals("the text uses {{nam}}, which no exercise sets", message);
    }
}
