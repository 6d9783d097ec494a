package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statements that nobody measured here: facts with a source, and what is larger than this course. */
class VerdictsTest {

    private static final String LEDGER = """
            id,lesson,status,statement,mathematics,practice,number,setup,expected,tolerance
            C01,04,closed,A is old.,history,,used since 1944,"Berkson, 1944, Application of the logistic function",,
            C02,04,closed,A needs a large network.,,not measured: it needs a transformer,nothing is claimed,none,,
            C03,04,open,A is open.,,,,,,
            C04,04,closed,A is one.,holds,holds,value at 0,"seed 1",1;2,0;0.1
            """;

    private static Map<String, Claim> claims() {
        return Claim.read(Csv.parse(LEDGER));
    }

    private static Showable table() {
        return Verdicts.of(List.copyOf(claims().values()));
    }

    @Test
    void whatHasNoExpectedNumberIsNotMeasured() {
        Map<String, Claim> claims = claims();
        assertEquals(List.of("C01", "C02", "C04"), List.copyOf(claims.keySet()), "open ones are not there");
        assertFalse(claims.get("C01").isMeasured());
        assertFalse(claims.get("C02").isMeasured());
        assertTrue(claims.get("C04").isMeasured());
        assertTrue(claims.get("C01").agrees(), "nothing measured, nothing to disagree with");
        String tooMany = assertThrows(
                        IllegalArgumentException.class, () -> claims.get("C01").agrees(1))
                .getMessage();
        assertTrue(tooMany.contains("needs 0 numbers"), tooMany);
    }

    @Test
    void itsSourceOrReasonStandsBesideTheVerdict() {
        String text = table().text();
        assertTrue(
                text.contains("C01  A is old. Verdict: history. Used since 1944 (Berkson, 1944, Application of the"
                        + " logistic function)."),
                text);
        assertTrue(
                text.contains("C02  A needs a large network. Verdict: not measured: it needs a transformer. Nothing is"
                        + " claimed (none)."),
                text);
        assertTrue(text.contains("C04  A is one. Not measured yet: run the cells above."), text);
        String html = table().html();
        assertTrue(html.contains(">history</td>") && html.contains("used since 1944 (Berkson"), html);
        assertTrue(html.contains(">not measured: it needs a transformer</td>"), html);
    }

    @Test
    void theyLeaveAsJsonWithoutNumbers() {
        String json = table().data().get(Verdicts.MIME).toString();
        assertTrue(json.contains("{id=C01, measured=[], expected=[], tolerance=[], agrees=true}"), json);
        assertTrue(json.contains("{id=C02, measured=[]"), json);
        assertFalse(json.contains("C04"), "not measured yet: it has no row");
    }

    @Test
    void whatIsMeasuredStandsFirst() {
        String text = table().text();
        assertTrue(text.startsWith("C04"), text);
        assertTrue(text.indexOf("C01") < text.indexOf("C02"), "otherwise in the order of the ledger");
        StringBuilder longer = new StringBuilder(LEDGER);
        for (int i = 10; i < 18; i++) {
            longer.append("C" + i + ",04,closed,A is a thing.,holds,,value,seed 1,1,0\n");
        }
        String html = Verdicts.of(
                        new ArrayList<>(Claim.read(Csv.parse(longer.toString())).values()))
                .html();
        assertTrue(html.contains("<summary>3 more statements</summary>"), html);
        assertTrue(html.indexOf("<details>") < html.indexOf("C01"), "the visible part is for what was measured");
        assertTrue(html.indexOf("C16") < html.indexOf("<details>"), html);
    }
}
