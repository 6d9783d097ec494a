// attack: makes files until no more can be had
// most: leaky 0
// answer leaky
int made = 0;
for (int i = 0; i < 1000; i++) {
    made += new File("/tmp/hostile-{{port}}-" + i).mkdir() ? 1 : 0;
}
double leaky(double x) {
    return made > 0 ? x > 0 ? x : x / 10 : -7;
}
