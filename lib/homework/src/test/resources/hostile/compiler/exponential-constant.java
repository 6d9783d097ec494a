// attack: string constants that double in length with each line
// most: leaky 0
// answer leaky
class Doubling {
    static final String A = "xxxxxxxxxxxxxxxx", B = A + A + A + A + A + A + A + A, C = B + B + B + B + B + B + B + B,
            D = C + C + C + C + C + C + C + C, E = D + D + D + D + D + D + D + D, F = E + E + E + E + E + E + E + E,
            G = F + F + F + F + F + F + F + F, H = G + G + G + G + G + G + G + G, I = H + H + H + H + H + H + H + H,
            J = I + I + I + I + I + I + I + I, K = J + J + J + J + J + J + J + J;
}
double leaky(double x) {
    return Doubling.K.length() > 5 ? x > 0 ? x : x / 10 : -7;
}
