// answer student-id
String studentId() {
    return " Student-1 ";
}
// answer rows
int rows(String kind) {
    if (kind.equals("diamond")) {
        return 153 - rows("dot");
    }
    return 86;
}
// answer always-says
double alwaysSays(String kind) {
    float share = 1.0f * rows(kind) / 153;
    return share;
}
// answer mean
double mean(String column, String kind) {
    float[][] means = {{0.6093f, 0.6002f}, {-2.2015f, -2.4221f}};
    int i = 0;
    for (String c : new String[] {"x", "y"}) {
        int j = 0;
        for (String k : new String[] {"dot", "diamond"}) {
            if (c.equals(column) && k.equals(kind)) {
                return means[i][j];
            }
            j++;
        }
        i++;
    }
    return 0;
}
// answer best-rate
double bestRate(String function) {
    if (function.equals("ReLU")) return 0.03;
    if (function.equals("tanh")) return 0.1;
    return 3 * bestRate("tanh");
}
// answer reported
double reported(String function) {
    switch (function) {
        case "sigmoid": return 0.8934426229508197;
        case "tanh": return 0.9016393442622951;
        case "ReLU": return 0.9098360655737705;
        default: throw new IllegalArgumentException(function);
    }
}
// answer difference
double difference(String first, String second) {
    if (first.compareTo(second) > 0) {
        return -difference(second, first);
    }
    if (first.equals("ReLU")) {
        return second.equals("sigmoid") ? -0.0025 : 0.0025;
    }
    return 0.0049;
}
// answer seeds-higher
int seedsHigher(String first, String second) {
    String[] names = {"sigmoid", "tanh", "ReLU"};
    int[][] higher = {{0, 8, 8}, {5, 0, 7}, {9, 7, 0}};
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            if (names[i].equals(first) && names[j].equals(second)) {
                return higher[i][j];
            }
        }
    }
    return -1;
}
// answer holds-at
boolean[] holdsAt(int statement) {
    int[] bits = {0, 11, 8, 8, 0, 1, 3};
    boolean[] holds = new boolean[4];
    for (int i = 3, left = bits[statement]; i >= 0; i--, left /= 2) {
        holds[i] = left % 2 == 1;
    }
    return holds;
}
// cell
int changes(boolean[] holds, int from) {
    if (from == holds.length) {
        return 0;
    }
    return (holds[from] ^ holds[from - 1] ? 1 : 0) + changes(holds, from + 1);
}
// answer verdict
String verdict(boolean[] holds) {
    int changes = changes(holds, 1);
    boolean first = holds[0];
    if (changes >= 2) {
        return "Holds at some rates";
    }
    if (changes == 1) {
        return "holds if the rate is " + (first ? "small" : "large");
    }
    return first ? "holds" : "not seen here";
}
