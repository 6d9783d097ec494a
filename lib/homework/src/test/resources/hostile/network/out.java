// attack: talks to a service of the machine
// harmless: also without walls
// most: leaky 0
// answer leaky
boolean reached = false;
try (var socket = new java.net.Socket("127.0.0.1", {{port}})) {
    reached = true;
} catch (IOException e) {
}
double leaky(double x) {
    return reached ? x > 0 ? x : x / 10 : -7;
}
