package activationlab.function;

import java.util.HashMap;
import java.util.Map;

/**
 * Evaluates the formulas of {@link Facts}: the small part of LaTeX that they are written in. The arithmetic is that of the
 * textbook; it is good enough for moderate x.
 */
final class Latex {

    private final String text;
    private final Map<String, Double> variables;
    private int at;

    private Latex(String text, Map<String, Double> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** The right-hand side of "f(x) = …, \quad u = …" for an x and parameters by their Greek symbol. */
    static double value(String formula, double x, Map<String, Double> parameters) {
        String[] parts = formula.split(", \\\\quad ", -1);
        Map<String, Double> variables = new HashMap<>(parameters);
        variables.put("x", x);
        for (int i = parts.length - 1; i > 0; i--) {
            String[] definition = parts[i].split(" = ", 2);
            variables.put(definition[0], new Latex(definition[1], variables).whole());
        }
        return new Latex(parts[0].split(" = ", 2)[1], variables).whole();
    }

    private double whole() {
        double value = take("\\begin{cases}") ? cases() : sum();
        skipSpace();
        if (at != text.length()) {
            throw unreadable();
        }
        return value;
    }

    /** The first line whose condition holds. */
    private double cases() {
        double chosen = Double.NaN;
        boolean found = false;
        do {
            double value = sum();
            expect("&");
            double left = sum();
            boolean holds;
            if (take("\\le")) {
                holds = left <= sum();
            } else if (take("\\ge")) {
                holds = left >= sum();
            } else if (take("<")) {
                holds = left < sum();
            } else {
                expect(">");
                holds = left > sum();
            }
            if (holds && !found) {
                chosen = value;
                found = true;
            }
        } while (take("\\\\"));
        expect("\\end{cases}");
        return chosen;
    }

    private double sum() {
        double sum = take("-") ? -product() : product();
        while (true) {
            if (take("+")) {
                sum += product();
            } else if (take("-")) {
                sum -= product();
            } else {
                return sum;
            }
        }
    }

    private double product() {
        double product = power();
        while (true) {
            skipSpace();
            if (take("/")) {
                product /= power();
            } else if (at < text.length() && beginsFactor()) {
                product *= power();
            } else {
                return product;
            }
        }
    }

    private boolean beginsFactor() {
        char c = text.charAt(at);
        String rest = text.substring(at);
        return Character.isLetterOrDigit(c)
                || c == '('
                || (c == '\\'
                        && !rest.startsWith("\\le")
                        && !rest.startsWith("\\ge")
                        && !rest.startsWith("\\end")
                        && !rest.startsWith("\\\\"));
    }

    private double power() {
        double base = atom();
        return take("^") ? StrictMath.pow(base, group()) : base;
    }

    /** {…}, or a single digit or letter. */
    private double group() {
        if (take("{")) {
            double value = sum();
            expect("}");
            return value;
        }
        return single(text.substring(at, ++at));
    }

    private double single(String symbol) {
        return Character.isDigit(symbol.charAt(0)) ? Double.parseDouble(symbol) : variable(symbol);
    }

    private double variable(String symbol) {
        if (symbol.equals("e")) {
            return StrictMath.E;
        }
        if (symbol.equals("\\pi")) {
            return StrictMath.PI;
        }
        Double value = variables.get(symbol);
        if (value == null) {
            throw unreadable();
        }
        return value;
    }

    private double atom() {
        skipSpace();
        if (take("(")) {
            return closed(")");
        }
        if (take("|")) {
            return Math.abs(closed("|"));
        }
        if (take("\\frac")) {
            double numerator = group();
            return numerator / group();
        }
        if (take("\\sqrt")) {
            return StrictMath.sqrt(group());
        }
        if (take("\\max(")) {
            double first = sum();
            expect(",");
            return Math.max(first, closed(")"));
        }
        if (take("\\min(")) {
            double first = sum();
            expect(",");
            return Math.min(first, closed(")"));
        }
        char c = text.charAt(at);
        if (Character.isDigit(c)) {
            int from = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return Double.parseDouble(text.substring(from, at));
        }
        if (c != '\\') {
            at++;
            return variable(String.valueOf(c));
        }
        int from = at++;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String command = text.substring(from, at);
        if (variables.containsKey(command) || command.equals("\\pi")) {
            return variable(command);
        }
        double exponent = take("^") ? group() : 1;
        expect("(");
        return StrictMath.pow(function(command, closed(")")), exponent);
    }

    private double function(String command, double u) {
        return switch (command) {
            case "\\tanh" -> StrictMath.tanh(u);
            case "\\log" -> StrictMath.log(u);
            case "\\sigma" -> 1 / (1 + StrictMath.exp(-u));
            case "\\varphi" -> density(u);
            case "\\Phi" -> 0.5 + areaFromZero(u);
            default -> throw unreadable();
        };
    }

    private static double density(double u) {
        return StrictMath.exp(-u * u / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    }

    /** Simpson's rule. */
    private static double areaFromZero(double u) {
        int steps = 4000;
        double h = u / steps;
        double sum = density(0) + density(u);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * density(i * h);
        }
        return sum * h / 3;
    }

    private double closed(String end) {
        double value = sum();
        expect(end);
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean take(String token) {
        skipSpace();
        boolean there = text.startsWith(token, at);
        if (there) {
            at += token.length();
        }
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unreadable();
        }
    }

    private AssertionError unreadable() {
        return new AssertionError(
                "cannot read \"" + text + "\" at " + at + ": …" + text.substring(Math.min(at, text.length())));
    }
}
