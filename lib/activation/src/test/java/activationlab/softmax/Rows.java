package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import activationlab.numeric.Ulp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The reference rows of {@code src/test/python/softmax_reference.py}, and errors against them. */
final class Rows {

    /** A row x with what comes out of it; in a long row only some places are known. Null stands for −∞. */
    record Row(
            String kind,
            double temperature,
            List<Double> x,
            List<Integer> places,
            List<BigDecimal> softmax,
            List<BigDecimal> log,
            List<BigDecimal> rest,
            BigDecimal logSumExp) {

        double[] logits() {
            return x.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** Greatest and root-mean-square error in ulp, over results that are normal numbers; and of the others. */
    static final class Errors {
        private double max;
        private double squares;
        private int count;
        private double subnormal;
        private String worst = "";

        void add(double computed, BigDecimal exact, String where) {
            if (exact == null) {
                max = computed == Double.NEGATIVE_INFINITY ? max : Double.POSITIVE_INFINITY;
                return;
            }
            double error = Ulp.error(computed, exact);
            if (Math.abs(exact.doubleValue()) < Double.MIN_NORMAL) {
                subnormal = Math.max(subnormal, error);
                return;
            }
            squares += error * error;
            count++;
            if (error > max) {
                max = error;
                worst = where + ": " + computed + " instead of " + exact;
            }
        }

        double max() {
            return max;
        }

        double rms() {
            return count == 0 ? 0 : Math.sqrt(squares / count);
        }

        double subnormal() {
            return subnormal;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "max %.3f ulp, RMS %.3f over %d results; subnormal %.3f; worst %s",
                    max,
                    rms(),
                    count,
                    subnormal,
                    worst);
        }
    }

    private Rows() {}

    static List<String[]> lines(Class<?> neighbour, String file) {
        var stream = neighbour.getResourceAsStream(file);
        assertNotNull(stream, file + " is missing; src/test/python/softmax_reference.py writes it");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Row> all() {
        List<Row> rows = new ArrayList<>(shortRows());
        rows.addAll(longRows());
        return rows;
    }

    static List<Row> shortRows() {
        Map<String, List<String[]>> byNumber = new LinkedHashMap<>();
        for (String[] line : lines(Rows.class, "rows.csv")) {
            byNumber.computeIfAbsent(line[0], number -> new ArrayList<>()).add(line);
        }
        return byNumber.values().stream().map(Rows::shortRow).toList();
    }

    private static Row shortRow(List<String[]> lines) {
        String[] first = lines.get(0);
        List<Double> logits = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (String[] line : lines) {
            places.add(logits.size());
            logits.add(Double.parseDouble(line[3]));
        }
        return new Row(
                first[1],
                Double.parseDouble(first[2]),
                logits,
                places,
                column(lines, 4),
                column(lines, 5),
                column(lines, 6),
                number(first[7]));
    }

    private static List<Row> longRows() {
        Map<String, List<String[]>> byShape = new LinkedHashMap<>();
        for (String[] line : lines(Rows.class, "long.csv")) {
            byShape.computeIfAbsent(line[0] + " " + line[1], shape -> new ArrayList<>())
                    .add(line);
        }
        return byShape.values().stream().map(Rows::longRow).toList();
    }

    private static Row longRow(List<String[]> lines) {
        int n = Integer.parseInt(lines.get(0)[0]);
        double scale = Double.parseDouble(lines.get(0)[1]);
        List<Double> logits = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long scattered = i * 2654435761L % (1L << 32);
            logits.add((scattered - 0x1p31) / 0x1p31 * scale);
        }
        List<Integer> places =
                lines.stream().map(line -> Integer.parseInt(line[2])).toList();
        return new Row(
                "n = " + n,
                1,
                logits,
                places,
                column(lines, 3),
                column(lines, 4),
                column(lines, 5),
                number(lines.get(0)[6]));
    }

    private static List<BigDecimal> column(List<String[]> lines, int column) {
        List<BigDecimal> numbers = new ArrayList<>();
        lines.forEach(line -> numbers.add(number(line[column])));
        return numbers;
    }

    static BigDecimal number(String text) {
        return text.equals("-Infinity") ? null : new BigDecimal(text);
    }
}
