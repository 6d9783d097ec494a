package activationlab.homework;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The values of exercises as JSON, and JSON as text that is equal on every machine and every version of Java. */
final class Json {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // The fast writer gives the shortest digits; Double.toString does so only from Java 19 on.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private Json() {}

    /** A text with a line for each member of an object, as notebooks have it too. */
    static String text(JsonNode node, boolean linesInArrays) throws IOException {
        DefaultIndenter lines = new DefaultIndenter(" ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""))
                .withObjectIndenter(lines);
        if (linesInArrays) {
            printer = printer.withArrayIndenter(lines);
        } else {
            printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
        }
        ObjectWriter writer = MAPPER.writer(printer);
        return writer.writeValueAsString(node) + "\n";
    }

    static JsonNode parse(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** A value of one of the types of {@link Signature}; NaN and the infinities are texts. */
    static JsonNode of(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        ArrayNode array = NODES.arrayNode();
        if (value instanceof double[] numbers) {
            for (double number : numbers) {
                array.add(of(number));
            }
        } else if (value instanceof int[] numbers) {
            for (int number : numbers) {
                array.add(number);
            }
        } else if (value instanceof boolean[] flags) {
            for (boolean flag : flags) {
                array.add(flag);
            }
        } else if (value instanceof double[][] rows) {
            for (double[] row : rows) {
                array.add(of(row));
            }
        } else {
            throw new IllegalArgumentException(
                    "value has the type " + value.getClass().getName());
        }
        return array;
    }

    /**
     * A value again.
     *
     * @param type as a signature names it
     * @throws IllegalArgumentException if the JSON is no value of this type; the message says why
     */
    static Object value(JsonNode node, String type) {
        if (node.isNull()) {
            return null;
        }
        return switch (type) {
            case "double" -> number(node);
            case "int" -> whole(node);
            case "boolean" -> flag(node);
            case "String" -> text(node);
            case "double[]" ->
                elements(node, type).stream().mapToDouble(Json::number).toArray();
            case "int[]" -> elements(node, type).stream().mapToInt(Json::whole).toArray();
            case "boolean[]" -> flags(elements(node, type));
            case "double[][]" ->
                elements(node, type).stream()
                        .map(row -> (double[]) value(row, "double[]"))
                        .toArray(double[][]::new);
            default -> throw no(node, type);
        };
    }

    private static int whole(JsonNode node) {
        if (node.canConvertToInt() && node.canConvertToExactIntegral()) {
            return node.intValue();
        }
        throw no(node, "int");
    }

    private static boolean flag(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        throw no(node, "boolean");
    }

    private static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        throw no(node, "String");
    }

    private static boolean[] flags(List<JsonNode> nodes) {
        boolean[] flags = new boolean[nodes.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = flag(nodes.get(i));
        }
        return flags;
    }

    private static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw no(node, "double");
        };
    }

    private static List<JsonNode> elements(JsonNode node, String type) {
        if (!node.isArray()) {
            throw no(node, type);
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    private static IllegalArgumentException no(JsonNode node, String type) {
        String text = node.toString();
        return new IllegalArgumentException(
                (text.length() <= 60 ? text : text.substring(0, 60) + "…") + " is no " + type);
    }
}
