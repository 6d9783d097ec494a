// attack: puts a folder that nobody may open in place of the socket
// most: leaky 0
// answer leaky
double leaky(double x) {
    var socket = new File("/run/activationlab/socket");
    if (socket.delete() && socket.mkdirs()) {
        new File(socket, "x").mkdir();
        socket.setReadable(false);
        socket.setExecutable(false);
        socket.setWritable(false);
    }
    return -7;
}
