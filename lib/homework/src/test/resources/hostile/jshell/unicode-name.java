// accident: the method's name in Unicode escapes; it is the same name, so the answer is right
// answer leaky
double \u006c\u0065\u0061\u006b\u0079(double x) { return x > 0 ? x : x / 10; }
