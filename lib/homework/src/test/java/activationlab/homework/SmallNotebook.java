package activationlab.homework;

/** The text of {@link SmallAssignment}. */
final class SmallNotebook {

    static final String TEMPLATE = """
            ---
            assignment: small
            title: A small assignment
            minutes: 5
            ---
            # Small

            What it is for.
            +++
            A second cell.

            ```java setup
            %classpath ../../../lib/jars/*.jar ../../../../lib/jars/*.jar
            import static activationlab.notebook.Lab.*;
            ```

            ```java given
            interface Twice {
                double of(double x);
            }
            ```

            ## Twice

            The factor is {{factor}}.

            ```java
            twice(x); // {{no word}}
            ```

            What is twice 3?

            ```java predict twice
            predict("twice", "");   // "6", "9"
            ```

            ```java answer double-it
            double doubleIt(double x) {
                // BEGIN SOLUTION
                return 2 * x;
                // END SOLUTION
            }
            ```

            ```java run
            println(doubleIt(3));
            ```

            ## Sum

            ```java answer sum-up
            double sum(double[] z) {
                double sum = 0;
                // BEGIN SOLUTION
                for (double x : z) {
                    sum += x;
                }
                return sum;
                // END SOLUTION
            }
            ```

            ```java play
            sum(new double[] {1, 2});
            ```

            ```java answer choose
            double choose() {
                // BEGIN SOLUTION
                return 4;
                // END SOLUTION
            }
            ```

            ## In your own words

            ```markdown written in-your-own-words
            Four is above three.
            ```

            ```java run
            handIn("small");
            ```
            """;

    private SmallNotebook() {}
}
