package activationlab.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The declaration that an answer must have, such as {@code double[] softmax(double[] z)}.
 *
 * @param returns the type of the result
 * @param name the method's name
 * @param types the parameters' types
 * @param names the parameters' names
 */
public record Signature(String returns, String name, List<String> types, List<String> names) {

    private static final Set<String> TYPES =
            Set.of("double", "int", "boolean", "String", "double[]", "int[]", "boolean[]", "double[][]");
    private static final Pattern FORM = Pattern.compile("\\s*([\\w\\[\\]]+)\\s+(\\w+)\\s*\\(([^()]*)\\)\\s*");

    /**
     * Reads a declaration.
     *
     * @param declaration as in Java, without a body
     * @return its parts
     * @throws IllegalArgumentException if it is no declaration, or has a type other than {@code double}, {@code int},
     *     {@code boolean}, {@code String}, arrays of the first three, and {@code double[][]}
     */
    public static Signature of(String declaration) {
        Matcher form = FORM.matcher(declaration);
        if (!form.matches()) {
            throw new IllegalArgumentException("declaration is no method's declaration: " + declaration);
        }
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (!form.group(3).isBlank()) {
            for (String parameter : form.group(3).split(",", -1)) {
                String[] words = parameter.strip().split("\\s+", -1);
                if (words.length != 2) {
                    throw new IllegalArgumentException(
                            "declaration has a parameter without type or name: " + declaration);
                }
                types.add(words[0]);
                names.add(words[1]);
            }
        }
        List<String> all = new ArrayList<>(types);
        all.add(form.group(1));
        for (String type : all) {
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException("declaration has the type " + type + "; possible are " + TYPES);
            }
        }
        return new Signature(form.group(1), form.group(2), List.copyOf(types), List.copyOf(names));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(returns + " " + name + "(");
        for (int i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(types.get(i)).append(' ').append(names.get(i));
        }
        return text.append(')').toString();
    }
}
