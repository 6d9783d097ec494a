// attack: overloaded generic methods in nested lambdas, whose inference takes exponential time
// most: leaky 0
// answer leaky
<T> T f(Function<String, T> g) { return null; }
<T> T f(BinaryOperator<T> g) { return null; }
<T> T f(Supplier<T> g) { return null; }
<T> T f(UnaryOperator<T> g) { return null; }
double leaky(double x) {
    Object o = f(a -> f(b -> f(c -> f(d -> f(e -> f(g -> f(h -> f(i -> f(j -> f(k -> f(l -> f(m -> f(n -> f(p -> a + b + c + d + e + g + h + i + j + k + l + m + n + p))))))))))))));
    return x > 0 ? x : x / 10;
}
